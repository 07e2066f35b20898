-- title: 目录完整率
-- question: how completely are article 6's nine fields filled in?
-- kind: rate
-- grain: department of the register
-- units: 项；比率0–1
-- source: 第六条
-- evidence: catalogue_completeness_by_resource
-- columns:
--   department: 部门
--   numerator: 已有效填写（项）
--   denominator: 应填写（项，每个资源9项）
--   value: 平均完整率
--   resources: 目录资源（个）
--   complete_resources: 九项齐全的资源（个）

with filled as (
    select
        department,
        sum(filled_fields)::bigint as filled_fields,
        count(*) as resources,
        count(*) filter (filled_fields = 9) as complete_resources
    from catalogue_fields($as_of)
    group by department
)
select
    departments.department,
    coalesce(filled.filled_fields, 0) as numerator,
    coalesce(9 * filled.resources, 0) as denominator,
    filled.filled_fields / (9 * filled.resources) as value,
    coalesce(filled.resources, 0) as resources,
    coalesce(filled.complete_resources, 0) as complete_resources
from departments
left join filled on filled.department = departments.department
where $department is null or departments.department = $department
order by departments.department
