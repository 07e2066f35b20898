-- title: 数据及时率（评价期）
-- question: on what share of the days of the period was data fresh?
-- kind: rate
-- grain: department of the register
-- units: 资源·日；比率0–1
-- source: 第十条
-- evidence: stale_resources
-- columns:
--   department: 部门
--   numerator: 及时的资源·日
--   denominator: 应及时的资源·日
--   value: 评价期及时率
--   resources: 资源（个）
--   never_fresh: 整个评价期都不及时的资源（个）
--
-- Every day of the period up to as_of weighs the same, so that one renewal just before the evaluation cannot buy a quarter. The
-- limit of each day is that of the catalogue in force on it. A resource nothing is known about was not fresh.

with counted as (
    select
        department,
        sum(fresh_days)::bigint as fresh_days,
        sum(days)::bigint as days,
        count(*) as resources,
        count(*) filter (fresh_days = 0) as never_fresh
    from fresh_days($start, $end, $as_of)
    group by department
)
select
    departments.department,
    coalesce(counted.fresh_days, 0) as numerator,
    coalesce(counted.days, 0) as denominator,
    counted.fresh_days / counted.days as value,
    coalesce(counted.resources, 0) as resources,
    coalesce(counted.never_fresh, 0) as never_fresh
from departments
left join counted on counted.department = departments.department
where $department is null or departments.department = $department
order by departments.department
