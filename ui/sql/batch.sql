-- question: which load did a row come from, and who loaded it when?
-- grain:    one batch
-- source:   batches
select *
from batches
where batch_id = $batch_id
