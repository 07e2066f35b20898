-- question: which lines need a second look: read with care, or naming a log line that occurs elsewhere?
-- grain: one row per line, as the typed rows of a small file
-- units: as in usage; problems as in the typed rows
-- source: temp view {source} (lines read with care), relation namesakes (lines stored directly that name the same log line),
--   usage of the batch and temp tables named_twice and known_again for those that were not at hand: of log lines $elsewhere,
--   of the lines $unnumbered, and of all lines where the numbers of the log do not ascend ($ordered)
create or replace temp table suspects as
with again as (
    from named_twice
    union
    from known_again
    union
    select unnest($elsewhere::varchar[])
    union
    select log_id
    from {source}
    where coalesce(len(problems), 0) = 0
        and (not $ordered or line in (select unnest($unnumbered::bigint[])))
),
direct as (
    select line, log_id, called_at, resource_id, consumer, request_id, purpose, mode, status, row_count, latency_ms
    from namesakes
    union
    select line, log_id, called_at, resource_id, consumer, request_id, purpose, mode, status, row_count, latency_ms
    from usage
    where batch_id = $batch_id and log_id in (from again)
)
select * from {source}
union all by name
select *, log_id as row_key, null as problems from direct
