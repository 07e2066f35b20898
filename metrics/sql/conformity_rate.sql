-- title: 目录合规率
-- question: what share of the listed resources breaks no rule of the catalogue?
-- kind: rate
-- grain: department of the register
-- units: 个；比率0–1
-- source: 第四条、第八条、第九条、第十一条
-- evidence: conformity_findings
-- columns:
--   department: 部门
--   numerator: 没有问题的资源（个）
--   denominator: 目录资源（个）
--   value: 合规率
--   findings: 问题（个）

with listed as (
    select department, count(*) as resources from catalogue_as_of($as_of) group by department
),
broken as (
    select department, count(distinct resource_id) as resources, count(*) as findings
    from catalogue_findings($as_of)
    group by department
)
select
    departments.department,
    coalesce(listed.resources - coalesce(broken.resources, 0), 0) as numerator,
    coalesce(listed.resources, 0) as denominator,
    (listed.resources - coalesce(broken.resources, 0)) / listed.resources as value,
    coalesce(broken.findings, 0) as findings
from departments
left join listed on listed.department = departments.department
left join broken on broken.department = departments.department
where $department is null or departments.department = $department
order by departments.department
