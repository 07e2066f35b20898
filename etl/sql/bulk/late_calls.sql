-- question: which calls that succeeded were stored after their lines had been read with care?
-- grain: one row per log line
-- units: as in usage
-- source: usage of the batch, temp table typed (the lines read with care)
select batch_id, called_at, consumer, resource_id, request_id, purpose, mode, status, row_count, latency_ms
from usage
where batch_id = $batch_id and line in (select line from typed) and status = 'success'
