-- question: what does each line of a corrections file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: local times and days of Asia/Shanghai; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(correction_id) as correction_id_cell,
        given_value(resource_id) as resource_id_cell,
        given_value(raised_by) as raised_by_cell,
        given_value(raised_at) as raised_at_cell,
        given(description) as description_cell,
        given_value(replied_at) as replied_at_cell,
        given_value(outcome) as outcome_cell,
        given_value(corrected_at) as corrected_at_cell
    from raw
),
readings as (
    select
        *,
        read_timestamp(raised_at_cell) as raised_at,
        read_timestamp(replied_at_cell) as replied_at,
        read_outcome(outcome_cell) as outcome,
        read_timestamp(corrected_at_cell) as corrected_at
    from cells
),
judgements as (
    select
        *,
        text_reason('校核编号', correction_id_cell, true) as correction_id_reason,
        text_reason('资源编号', resource_id_cell, true) as resource_id_reason,
        text_reason('反馈部门', raised_by_cell, true) as raised_by_reason,
        time_reason('反馈时间', raised_at_cell, raised_at, true, 'timestamp', 'logged', $exported_on) as raised_at_reason,
        text_reason('疑义内容', description_cell, false) as description_reason,
        coalesce(
            time_reason('答复时间', replied_at_cell, replied_at, false, 'timestamp', 'logged', $exported_on),
            order_reason('答复时间', replied_at, '反馈时间', raised_at, raised_at_reason, '%Y-%m-%d %H:%M:%S')
        ) as replied_at_reason,
        code_reason('校核结果', outcome_cell, outcome, false, choices_outcome()) as outcome_reason,
        coalesce(
            time_reason('更正时间', corrected_at_cell, corrected_at, false, 'timestamp', 'logged', $exported_on),
            order_reason('更正时间', corrected_at, '反馈时间', raised_at, raised_at_reason, '%Y-%m-%d %H:%M:%S')
        ) as corrected_at_reason
    from readings
)
select
    line,
    correction_id_cell as correction_id,
    resource_id_cell as resource_id,
    raised_by_cell as raised_by,
    raised_at,
    description_cell as description,
    replied_at,
    outcome,
    corrected_at,
    correction_id_cell as row_key,
    case
        when coalesce(
            correction_id_reason, resource_id_reason, raised_by_reason, raised_at_reason,
            description_reason, replied_at_reason, outcome_reason, corrected_at_reason
        ) is not null then list_filter(
            [
                problem('correction_id', correction_id_cell, correction_id_reason),
                problem('resource_id', resource_id_cell, resource_id_reason),
                problem('raised_by', raised_by_cell, raised_by_reason),
                problem('raised_at', raised_at_cell, raised_at_reason),
                problem('description', description_cell, description_reason),
                problem('replied_at', replied_at_cell, replied_at_reason),
                problem('outcome', outcome_cell, outcome_reason),
                problem('corrected_at', corrected_at_cell, corrected_at_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
