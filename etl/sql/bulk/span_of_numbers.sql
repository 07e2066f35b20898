-- question: between which log numbers do the lines just stored lie?
-- grain: one row
-- units: none
-- source: usage of the batch
select min(log_id) as least, max(log_id) as greatest
from usage
where batch_id = $batch_id
