-- title: 目录按时更新率
-- question: what share of the changes of law or duty was followed by a catalogue update in time?
-- kind: rate
-- grain: department of the register
-- units: 件；比率0–1
-- source: 第七条
-- evidence: late_catalogue_updates
-- columns:
--   department: 部门
--   numerator: 按时更新（件）
--   denominator: 应更新的变动（件）
--   value: 按时更新率
--
-- A change belongs to the period its deadline falls in, as for requests.

with due as (
    select department, count(*) filter (state = 'on_time') as on_time, count(*) as decided
    from catalogue_update_clock($as_of)
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
