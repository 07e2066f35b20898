-- question: which files were loaded, by whom, and what became of their lines?
-- grain: one row per file
-- units: counts are rows
-- source: batches
select
    batch_id, feed, file_name, loaded_by, loaded_at, exported_on, coverage, rows_read, loaded, unchanged,
    superseded, refused, data_from, data_to, undone_at, undone_by, sha256
from batches
order by batch_id desc
