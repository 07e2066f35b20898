-- question: which log lines of the batch are no calls that succeeded?
-- grain: one row per log line
-- units: as in usage
-- source: usage, temp table fact_batches (the batch)
create or replace temp view fact_source as
select batch_id, called_at, consumer, resource_id, request_id, purpose, mode, status, row_count, latency_ms
from usage
where batch_id in (from fact_batches) and status is distinct from 'success'
