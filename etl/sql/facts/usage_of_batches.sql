-- question: how much was called per day, by whom, on what, and with what outcome?
-- grain: batch × day × consumer × resource × request × purpose × mode × outcome
-- units: calls and rows are counts; latency_histogram counts calls up to 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000 ms and above
-- source: temp view fact_source (usage rows), outages
create or replace temp table new_facts as
with called as (
    select
        u.batch_id,
        u.called_at::date as called_on,
        u.consumer,
        u.resource_id,
        u.request_id,
        u.purpose,
        u.mode,
        case
            when u.status = 'success' then 'success'
            when len(list_filter(
                (select list({'from': started_at, 'to': coalesce(ended_at, timestamp '9999-12-31')}) from outages),
                lambda span: u.called_at between span.from and span.to
            )) > 0 then 'platform_failure'
            else 'failure'
        end as outcome,
        u.row_count,
        u.latency_ms
    from fact_source as u
)
select
    batch_id,
    called_on,
    consumer,
    resource_id,
    request_id,
    purpose,
    mode,
    outcome,
    count(*) as calls,
    coalesce(sum(row_count), 0)::bigint as row_count,
    [
        count(*) filter (latency_ms <= 10),
        count(*) filter (latency_ms > 10 and latency_ms <= 20),
        count(*) filter (latency_ms > 20 and latency_ms <= 50),
        count(*) filter (latency_ms > 50 and latency_ms <= 100),
        count(*) filter (latency_ms > 100 and latency_ms <= 200),
        count(*) filter (latency_ms > 200 and latency_ms <= 500),
        count(*) filter (latency_ms > 500 and latency_ms <= 1000),
        count(*) filter (latency_ms > 1000 and latency_ms <= 2000),
        count(*) filter (latency_ms > 2000 and latency_ms <= 5000),
        count(*) filter (latency_ms > 5000 and latency_ms <= 10000),
        count(*) filter (latency_ms > 10000)
    ] as latency_histogram,
    coalesce(sum(latency_ms), 0)::bigint as latency_total_ms
from called
group by all
