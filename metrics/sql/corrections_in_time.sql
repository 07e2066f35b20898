-- title: 疑义校核按时率
-- question: what share of the doubts raised about data was checked in time?
-- kind: rate
-- grain: department of the register (as provider)
-- units: 件；比率0–1
-- source: 第十二条
-- evidence: late_corrections
-- columns:
--   department: 部门
--   numerator: 按时校核（件）
--   denominator: 应校核（件）
--   value: 按时率
--
-- A correction belongs to the period its deadline falls in, as for requests.

with due as (
    select department, count(*) filter (state = 'on_time') as on_time, count(*) as decided
    from correction_clock($as_of)
    where counted and deadline between $start and least($end, $as_of)
    group by department
)
select
    departments.department,
    coalesce(due.on_time, 0) as numerator,
    coalesce(due.decided, 0) as denominator,
    due.on_time / due.decided as value
from departments
left join due on due.department = departments.department
where $department is null or departments.department = $department
order by departments.department
