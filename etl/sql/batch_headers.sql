-- question: which headers did the file of this batch carry, and who loaded it?
-- grain: one row, none for an unknown batch
-- units: none
-- source: batches
select feed, file_name, loaded_by, coalesce(headers, []) as headers from batches where batch_id = $batch_id
