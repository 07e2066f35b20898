-- question: what is known of the batch to undo?
-- grain: one row, none for an unknown batch
-- units: rows that were new or older versions
-- source: batches
select feed, file_name, loaded + superseded as rows, loaded_by, undone_at, undone_by
from batches where batch_id = $batch_id
