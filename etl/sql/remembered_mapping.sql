-- question: what was said last about this set of headers?
-- grain: at most one row
-- source: column_mappings
select feed, columns
from column_mappings
where headers_sha256 = $headers_sha256
order by saved_at desc, rowid desc
limit 1
