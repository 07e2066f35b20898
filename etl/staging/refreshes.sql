-- question: what does each line of a refreshes file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: local times and days of Asia/Shanghai; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(resource_id) as resource_id_cell,
        given_value(refreshed_at) as refreshed_at_cell,
        given_value(row_count) as row_count_cell,
        bare_number(given_value(row_count), '行|条') as row_count_bare,
        given_value(content_hash) as content_hash_cell
    from raw
),
readings as (
    select
        *,
        read_timestamp(refreshed_at_cell) as refreshed_at,
        read_number(row_count_bare) as row_count_number
    from cells
),
numbers as (
    select
        *,
        whole_number(row_count_number) as row_count
    from readings
),
judgements as (
    select
        *,
        text_reason('资源编号', resource_id_cell, true) as resource_id_reason,
        time_reason(
            '数据更新时间', refreshed_at_cell, refreshed_at, true, 'timestamp', 'logged', $exported_on
        ) as refreshed_at_reason,
        number_reason(
            '数据量', row_count_cell, row_count_bare, row_count_number, row_count, false, true, 0, null
        ) as row_count_reason,
        text_reason('内容摘要', content_hash_cell, false) as content_hash_reason
    from numbers
)
select
    line,
    resource_id_cell as resource_id,
    refreshed_at,
    row_count,
    content_hash_cell as content_hash,
    resource_id_cell
        || chr(31) || strftime(refreshed_at, '%Y-%m-%d %H:%M:%S.%f')
        || chr(31) || coalesce(row_count::varchar, '')
        || chr(31) || coalesce(content_hash_cell, '') as row_key,
    case
        when coalesce(
            resource_id_reason, refreshed_at_reason, row_count_reason, content_hash_reason
        ) is not null then list_filter(
            [
                problem('resource_id', resource_id_cell, resource_id_reason),
                problem('refreshed_at', refreshed_at_cell, refreshed_at_reason),
                problem('row_count', row_count_cell, row_count_reason),
                problem('content_hash', content_hash_cell, content_hash_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
