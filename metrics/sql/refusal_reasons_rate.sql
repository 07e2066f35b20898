-- title: 不同意答复说明理由率
-- question: what share of the refusals gives a reason?
-- kind: rate
-- grain: department of the register (as provider)
-- units: 件；比率0–1
-- source: 第九条
-- evidence: refusals_without_reason
-- columns:
--   department: 部门
--   numerator: 说明理由的不同意答复（件）
--   denominator: 不同意答复（件）
--   value: 说明理由率

with counted as (
    select department, count(*) filter (reasoned) as reasoned, count(*) as refused
    from refusals($start, least($end, $as_of))
    group by department
)
select
    departments.department,
    coalesce(counted.reasoned, 0) as numerator,
    coalesce(counted.refused, 0) as denominator,
    counted.reasoned / counted.refused as value
from departments
left join counted on counted.department = departments.department
where $department is null or departments.department = $department
order by departments.department
