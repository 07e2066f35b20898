-- question: which log lines fall on days whose outages changed?
-- grain: one row per log line
-- units: as in usage
-- source: usage, temp table affected
create or replace temp view fact_source as
select batch_id, called_at, consumer, resource_id, request_id, purpose, mode, status, row_count, latency_ms
from usage as u
where exists (
    select 1 from affected as a
    where u.called_at >= a.from_day and u.called_at::date <= a.until_day
)
