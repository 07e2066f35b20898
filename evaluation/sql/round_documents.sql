-- question: which documents does an edition of a round hold?
-- grain:    document
-- units:    records
-- source:   round_documents
select document, records, sha256
from round_documents
where round_id = $round_id and edition = $edition
order by document
