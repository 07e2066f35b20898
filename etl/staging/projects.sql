-- question: what does each line of a projects file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: amount_wan in 10,000 yuan; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(project_id) as project_id_cell,
        given(project_name) as project_name_cell,
        given_value(department) as department_cell,
        given_value(kind) as kind_cell,
        given_value(amount_wan) as amount_wan_cell,
        bare_number(given_value(amount_wan), '万元?') as amount_wan_bare,
        given_value(budget_year) as budget_year_cell,
        bare_number(given_value(budget_year), '年度?') as budget_year_bare,
        given(stage) as stage_cell,
        given_value(promised_resource_ids) as promised_resource_ids_cell,
        split_list(promised_resource_ids) as promised_resource_ids,
        given_answer(pooled) as pooled_cell
    from raw
),
readings as (
    select
        *,
        read_project_kind(kind_cell) as kind,
        read_number(amount_wan_bare) as amount_wan_number,
        read_number(budget_year_bare) as budget_year_number,
        read_boolean(pooled_cell) as pooled
    from cells
),
numbers as (
    select
        *,
        amount_of(amount_wan_number) as amount_wan,
        whole_number(budget_year_number) as budget_year
    from readings
),
judgements as (
    select
        *,
        text_reason('项目编号', project_id_cell, true) as project_id_reason,
        text_reason('项目名称', project_name_cell, true) as project_name_reason,
        text_reason('建设单位', department_cell, true) as department_reason,
        code_reason('项目类型', kind_cell, kind, true, choices_project_kind()) as kind_reason,
        number_reason(
            '金额(万元)', amount_wan_cell, amount_wan_bare, amount_wan_number, amount_wan, false, false, 0, null
        ) as amount_wan_reason,
        number_reason(
            '预算年度', budget_year_cell, budget_year_bare, budget_year_number, budget_year, true, true, 1949, 2100
        ) as budget_year_reason,
        text_reason('阶段', stage_cell, false) as stage_reason,
        list_reason('应归集资源', promised_resource_ids_cell) as promised_resource_ids_reason,
        answer_reason('是否已归集', pooled_cell, pooled) as pooled_reason
    from numbers
)
select
    line,
    project_id_cell as project_id,
    project_name_cell as project_name,
    department_cell as department,
    kind,
    amount_wan,
    try_cast(budget_year as integer) as budget_year,
    stage_cell as stage,
    promised_resource_ids,
    pooled,
    project_id_cell as row_key,
    case
        when coalesce(
            project_id_reason, project_name_reason, department_reason, kind_reason, amount_wan_reason,
            budget_year_reason, stage_reason, promised_resource_ids_reason, pooled_reason
        ) is not null then list_filter(
            [
                problem('project_id', project_id_cell, project_id_reason),
                problem('project_name', project_name_cell, project_name_reason),
                problem('department', department_cell, department_reason),
                problem('kind', kind_cell, kind_reason),
                problem('amount_wan', amount_wan_cell, amount_wan_reason),
                problem('budget_year', budget_year_cell, budget_year_reason),
                problem('stage', stage_cell, stage_reason),
                problem('promised_resource_ids', promised_resource_ids_cell, promised_resource_ids_reason),
                problem('pooled', pooled_cell, pooled_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
