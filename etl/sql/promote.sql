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
select c.* replace (p.exported_on as exported_on, p.batch_id as batch_id, p.line as line)
from promoted as p
join contents as c on c.row_key = p.row_key and c.row_hash = p.row_hash
