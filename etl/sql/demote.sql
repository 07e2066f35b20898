-- question: which versions are repetitions now?
-- grain: one row per demoted version
-- units: line of the sender's file
-- source: temp table displaced
insert into unchanged_rows by name
select '{feed}' as feed, batch_id, line, exported_on, row_key, row_hash
from displaced
where becomes = 'demoted'
