-- question: which lines of a large log can be stored just as they stand?
-- grain: one row per such line
-- units: as in usage; a line without a consumer, or any cell that does not read directly, is left for the careful way
-- source: stream raw with texts cleaned and departments resolved (etl/tidying.py)
insert into usage by name
with readings as (
    select
        line,
        log_id,
        case
            when called_at like '____-__-_____:__:__' and not ends_with(called_at, 'Z')
            then try_cast(called_at as timestamp)
            else read_timestamp(given_value(called_at))
        end as called_at,
        nullif(resource_id, '') as resource_id,
        consumer,
        nullif(request_id, '') as request_id,
        nullif(purpose, '') as purpose,
        case mode
            when '接口' then 'api' when '库表' then 'table' when '文件' then 'file' else read_mode(given_value(mode))
        end as mode,
        nullif(mode, '') as mode_cell,
        case status when '成功' then 'success' when '失败' then 'failure' else read_status(given_value(status)) end as status,
        nullif(status, '') as status_cell,
        try_cast(row_count as bigint) as row_count,
        try_cast(latency_ms as bigint) as latency_ms
    from raw
)
select
    * exclude (mode_cell, status_cell),
    $batch_id::bigint as batch_id,
    $exported_on::date as exported_on
from readings
where consumer <> ''
    and resource_id is not null
    and log_id is not null
    and called_at between timestamp '2000-01-01' and $exported_on::date + 1
    and (mode is not null or mode_cell is null)
    and (status is not null or status_cell is null)
