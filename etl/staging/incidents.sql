-- question: what does each line of a incidents file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: local times and days of Asia/Shanghai; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(incident_id) as incident_id_cell,
        given_value(department) as department_cell,
        given_value(occurred_on) as occurred_on_cell,
        given_value(kind) as kind_cell,
        given_value(resource_id) as resource_id_cell,
        given_answer(confirmed) as confirmed_cell
    from raw
),
readings as (
    select
        *,
        read_date(occurred_on_cell) as occurred_on,
        read_incident_kind(kind_cell) as kind,
        read_boolean(confirmed_cell) as confirmed
    from cells
),
judgements as (
    select
        *,
        text_reason('事件编号', incident_id_cell, true) as incident_id_reason,
        text_reason('责任部门', department_cell, true) as department_reason,
        time_reason(
            '发生日期', occurred_on_cell, occurred_on, true, 'date', 'logged', $exported_on
        ) as occurred_on_reason,
        code_reason('事件类型', kind_cell, kind, false, choices_incident_kind()) as kind_reason,
        text_reason('资源编号', resource_id_cell, false) as resource_id_reason,
        answer_reason('是否确认', confirmed_cell, confirmed) as confirmed_reason
    from readings
)
select
    line,
    incident_id_cell as incident_id,
    department_cell as department,
    occurred_on,
    kind,
    resource_id_cell as resource_id,
    confirmed,
    incident_id_cell as row_key,
    case
        when coalesce(
            incident_id_reason, department_reason, occurred_on_reason, kind_reason, resource_id_reason,
            confirmed_reason
        ) is not null then list_filter(
            [
                problem('incident_id', incident_id_cell, incident_id_reason),
                problem('department', department_cell, department_reason),
                problem('occurred_on', occurred_on_cell, occurred_on_reason),
                problem('kind', kind_cell, kind_reason),
                problem('resource_id', resource_id_cell, resource_id_reason),
                problem('confirmed', confirmed_cell, confirmed_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
