-- question: what does a document of an edition say (of one department)?
-- grain:    record, in the document's order
-- units:    -
-- source:   round_records
select document, number, department, content
from round_records
where round_id = $round_id
    and edition = $edition
    and ($document is null or document = $document)
    and ($department is null or department = $department)
order by document, number
