-- title: 答复所用工作日分布
-- question: how many requests took how many working days, answered in time, late, or not yet?
-- kind: summary
-- grain: department, number of working days used, allowed, and state
-- units: 件；工作日
-- source: 第九条
-- columns:
--   department: 提供部门
--   working_days_used: 已用工作日
--   working_days_allowed: 规定工作日
--   state: 状态（代码）
--   requests: 申请（件）
--
-- The requests of response_times, counted.

select department, working_days_used, working_days_allowed, state, count(*) as requests
from request_clock($as_of, since := $start)
where (applied_on between $start and $end or deadline between $start and $end)
    and ($department is null or department = $department)
group by all
order by department, working_days_used, working_days_allowed, state
