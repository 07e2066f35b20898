-- question: which lines of the file were stored directly?
-- grain: one row per line
-- units: line of the sender's file
-- source: usage of the batch
select line from usage where batch_id = $batch_id
