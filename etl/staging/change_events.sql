-- question: what does each line of a change_events file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: local times and days of Asia/Shanghai; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(event_id) as event_id_cell,
        given_value(department) as department_cell,
        given_value(changed_on) as changed_on_cell,
        given(description) as description_cell,
        given_value(resource_ids) as resource_ids_cell,
        split_list(resource_ids) as resource_ids
    from raw
),
readings as (
    select
        *,
        read_date(changed_on_cell) as changed_on
    from cells
),
judgements as (
    select
        *,
        text_reason('变动编号', event_id_cell, true) as event_id_reason,
        text_reason('部门', department_cell, true) as department_reason,
        time_reason('变动日期', changed_on_cell, changed_on, true, 'date', 'logged', $exported_on) as changed_on_reason,
        text_reason('变动说明', description_cell, false) as description_reason,
        list_reason('涉及资源', resource_ids_cell) as resource_ids_reason
    from readings
)
select
    line,
    event_id_cell as event_id,
    department_cell as department,
    changed_on,
    description_cell as description,
    resource_ids,
    event_id_cell as row_key,
    case
        when coalesce(
            event_id_reason, department_reason, changed_on_reason, description_reason, resource_ids_reason
        ) is not null then list_filter(
            [
                problem('event_id', event_id_cell, event_id_reason),
                problem('department', department_cell, department_reason),
                problem('changed_on', changed_on_cell, changed_on_reason),
                problem('description', description_cell, description_reason),
                problem('resource_ids', resource_ids_cell, resource_ids_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
