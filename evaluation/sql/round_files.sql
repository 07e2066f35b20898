-- question: which files is a round's result made from?
-- grain:    loaded file still in force
-- units:    rows
-- source:   batches
select batch_id, feed, file_name, sha256, exported_on, coverage, loaded
from batches
where undone_at is null
order by batch_id
