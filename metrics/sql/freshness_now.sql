-- title: 数据及时率（截至日）
-- question: what share of the resources with a declared update frequency is fresh on as_of?
-- kind: rate
-- grain: department of the register
-- units: 个；比率0–1
-- source: 第十条
-- evidence: stale_resources_now
-- columns:
--   department: 部门
--   numerator: 及时（个）
--   denominator: 申报了明确频度的共享资源（个）
--   value: 及时率
--   due: 临近更新（个）
--   overdue: 逾期（个）
--   delinquent: 严重逾期（个）
--   unknown: 无更新记录（个）

with counted as (
    select
        department,
        count(*) as resources,
        count(*) filter (state = 'fresh') as fresh,
        count(*) filter (state = 'due') as due,
        count(*) filter (state = 'overdue') as overdue,
        count(*) filter (state = 'delinquent') as delinquent,
        count(*) filter (state = 'unknown') as unknown
    from resource_freshness($as_of)
    where measurable
    group by department
)
select
    departments.department,
    coalesce(counted.fresh, 0) as numerator,
    coalesce(counted.resources, 0) as denominator,
    counted.fresh / counted.resources as value,
    coalesce(counted.due, 0) as due,
    coalesce(counted.overdue, 0) as overdue,
    coalesce(counted.delinquent, 0) as delinquent,
    coalesce(counted.unknown, 0) as unknown
from departments
left join counted on counted.department = departments.department
where $department is null or departments.department = $department
order by departments.department
