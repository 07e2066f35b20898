-- question: what does each line of a outages file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: local times and days of Asia/Shanghai; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(outage_id) as outage_id_cell,
        given_value(started_at) as started_at_cell,
        given_value(ended_at) as ended_at_cell,
        given(scope) as scope_cell
    from raw
),
readings as (
    select
        *,
        read_timestamp(started_at_cell) as started_at,
        read_timestamp(ended_at_cell) as ended_at
    from cells
),
judgements as (
    select
        *,
        text_reason('故障编号', outage_id_cell, true) as outage_id_reason,
        time_reason(
            '开始时间', started_at_cell, started_at, true, 'timestamp', 'logged', $exported_on
        ) as started_at_reason,
        coalesce(
            time_reason('结束时间', ended_at_cell, ended_at, false, 'timestamp', 'logged', $exported_on),
            order_reason('结束时间', ended_at, '开始时间', started_at, started_at_reason, '%Y-%m-%d %H:%M:%S')
        ) as ended_at_reason,
        text_reason('影响范围', scope_cell, false) as scope_reason
    from readings
)
select
    line,
    outage_id_cell as outage_id,
    started_at,
    ended_at,
    scope_cell as scope,
    outage_id_cell as row_key,
    case
        when coalesce(
            outage_id_reason, started_at_reason, ended_at_reason, scope_reason
        ) is not null then list_filter(
            [
                problem('outage_id', outage_id_cell, outage_id_reason),
                problem('started_at', started_at_cell, started_at_reason),
                problem('ended_at', ended_at_cell, ended_at_reason),
                problem('scope', scope_cell, scope_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
