-- question: which stored rows came with the batch?
-- grain: deletes one row per stored row of the batch
-- units: none
-- source: {table}
delete from {table} where batch_id = $batch_id
