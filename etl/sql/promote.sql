-- question: what do the promoted lines say?
-- grain: one row per promoted line
-- units: as in the feed's history table
-- source: any stored version of the same key and content
insert into {feed}_history by name
with contents as (
    select h.*
    from {feed}_history as h
    where h.row_key in (from touched)
    qualify row_number() over (partition by h.row_key, h.row_hash order by h.exported_on, h.batch_id) = 1
)
select c.* replace (d.exported_on as exported_on, d.batch_id as batch_id, d.line as line)
from displaced as d
join contents as c on c.row_key = d.row_key and c.row_hash = d.row_hash
where d.becomes = 'promoted'
