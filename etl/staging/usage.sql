-- question: what does each line of a usage log say, and what is wrong with it?
-- grain: one row per line of the file
-- units: called_at local time of Asia/Shanghai, latency_ms milliseconds; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
-- A log is large and mostly tidy: every step tries the direct way and reads carefully only where that fails.
-- Texts of few spellings stand as they are at first; usage_texts.sql then looks at their distinct values, and only when one
-- of them needs care is the file read again with $careful = true. The file is read once per query.
with attempts as (
    select
        *,
        strlen(log_id) between 5 and 200 and url_encode(log_id) = log_id as log_id_direct,
        case when $careful then given_value(resource_id) else nullif(resource_id, '') end as resource_id_cell,
        case when $careful then given_value(consumer) else nullif(consumer, '') end as consumer_cell,
        case when $careful then given_value(request_id) else nullif(request_id, '') end as request_id_cell,
        case when $careful then given(purpose) else nullif(purpose, '') end as purpose_cell,
        case
            when called_at like '____-__-_____:__:__' and not ends_with(called_at, 'Z')
            then try_cast(called_at as timestamp)
        end as called_at_direct,
        case mode when '接口' then 'api' when '库表' then 'table' when '文件' then 'file' end as mode_direct,
        case status when '成功' then 'success' when '失败' then 'failure' end as status_direct,
        try_cast(row_count as bigint) as row_count_direct,
        try_cast(latency_ms as bigint) as latency_ms_direct
    from raw
),
verdicts as (
    select
        *,
        coalesce(called_at_direct between timestamp '2000-01-01' and $exported_on + 1, false) as called_at_fine,
        log_id is null or log_id_direct as log_id_fine,
        mode_direct is not null or mode is null as mode_fine,
        status_direct is not null or status is null as status_fine,
        row_count is null
        or coalesce(
            row_count_direct between 0 and 999999999999999 and row_count_direct::varchar = row_count, false
        ) as row_count_fine,
        latency_ms is null
        or coalesce(
            latency_ms_direct between 0 and 999999999999999 and latency_ms_direct::varchar = latency_ms, false
        ) as latency_ms_fine
    from attempts
),
cells as (
    select
        * exclude (log_id, called_at, resource_id, consumer, request_id, purpose, mode, status, row_count, latency_ms),
        case when log_id_fine then log_id else given_value(log_id) end as log_id_cell,
        case when not called_at_fine then given_value(called_at) end as called_at_cell,
        case when not mode_fine then given_value(mode) end as mode_cell,
        case when not status_fine then given_value(status) end as status_cell,
        case when not row_count_fine then given_value(row_count) end as row_count_cell,
        case when not latency_ms_fine then given_value(latency_ms) end as latency_ms_cell
    from verdicts
),
readings as (
    select
        *,
        case when called_at_fine then called_at_direct else read_timestamp(called_at_cell) end as called_at,
        case when mode_fine then mode_direct else read_mode(mode_cell) end as mode,
        case when status_fine then status_direct else read_status(status_cell) end as status,
        case when not row_count_fine then bare_number(row_count_cell, '行|条') end as row_count_bare,
        case when not latency_ms_fine then bare_number(latency_ms_cell, '毫秒|ms|MS') end as latency_ms_bare
    from cells
),
numbers as (
    select
        *,
        case when not row_count_fine then read_number(row_count_bare) end as row_count_number,
        case when not latency_ms_fine then read_number(latency_ms_bare) end as latency_ms_number
    from readings
),
judgements as (
    select
        *,
        case when row_count_fine then row_count_direct else whole_number(row_count_number) end as row_count,
        case when latency_ms_fine then latency_ms_direct else rounded_number(latency_ms_number) end as latency_ms,
        called_at between timestamp '2000-01-01' and $exported_on + 1
        and resource_id_cell is not null
        and consumer_cell is not null
        and (log_id_fine or log_id_cell is null or not needs_care(log_id_cell))
        and (mode_fine or mode_cell is null or mode is not null)
        and (status_fine or status_cell is null or status is not null)
        and (row_count_fine or row_count_cell is null or row_count >= 0)
        and (latency_ms_fine or latency_ms_cell is null or latency_ms_number >= 0)
        and (
            not $careful
            or not (
                needs_care(resource_id_cell) or needs_care(consumer_cell)
                or coalesce(needs_care(request_id_cell), false) or coalesce(needs_care(purpose_cell), false)
            )
        ) as fine
    from numbers
)
select
    line,
    coalesce(
        log_id_cell,
        'auto-' || md5(concat_ws(
            chr(31),
            strftime(called_at, '%Y-%m-%d %H:%M:%S.%f'),
            resource_id_cell,
            consumer_cell,
            coalesce(request_id_cell, ''),
            coalesce(purpose_cell, ''),
            coalesce(mode, ''),
            coalesce(status, ''),
            coalesce(row_count::varchar, ''),
            coalesce(latency_ms::varchar, '')
        ))
    ) as log_id,
    called_at,
    resource_id_cell as resource_id,
    consumer_cell as consumer,
    request_id_cell as request_id,
    purpose_cell as purpose,
    mode,
    status,
    row_count,
    latency_ms,
    log_id as row_key,
    case
        when fine then null
        else nullif(list_filter(
            [
                problem('log_id', log_id_cell, text_reason('日志编号', log_id_cell, false)),
                problem('called_at', called_at_cell, case when not called_at_fine then time_reason(
                    '调用时间', called_at_cell, called_at, true, 'timestamp', 'logged', $exported_on
                ) end),
                problem('resource_id', resource_id_cell, text_reason('资源编号', resource_id_cell, true)),
                problem('consumer', consumer_cell, text_reason('使用部门', consumer_cell, true)),
                problem('request_id', request_id_cell, text_reason('申请编号', request_id_cell, false)),
                problem('purpose', purpose_cell, text_reason('使用用途', purpose_cell, false)),
                problem('mode', mode_cell, code_reason('方式', mode_cell, mode, false, choices_mode())),
                problem('status', status_cell, code_reason('结果', status_cell, status, false, choices_status())),
                problem('row_count', row_count_cell, number_reason(
                    '返回行数', row_count_cell, row_count_bare, row_count_number, row_count, false, true, 0, null
                )),
                problem('latency_ms', latency_ms_cell, number_reason(
                    '耗时', latency_ms_cell, latency_ms_bare, latency_ms_number, latency_ms, false, false, 0, null
                ))
            ],
            lambda one: one.reason is not null
        ), [])
    end as problems
from judgements
