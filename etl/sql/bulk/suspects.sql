-- question: which lines need a second look: read with care, or naming a log line that occurs elsewhere?
-- grain: one row per line, as the typed rows of a small file
-- units: as in usage; problems as in the typed rows
-- source: temp view {source} (lines read with care), usage of the batch, temp tables named_twice and known_again
create or replace temp table suspects as
with again as (
    from named_twice
    union
    from known_again
    union
    select log_id from {source} where coalesce(len(problems), 0) = 0
)
select * from {source}
union all by name
select
    line, log_id, called_at, resource_id, consumer, request_id, purpose, mode, status, row_count, latency_ms,
    log_id as row_key,
    null as problems
from usage
where batch_id = $batch_id and log_id in (from again)
