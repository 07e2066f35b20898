-- title: 答复用时中位数与九成分位数
-- question: within how many working days are half, and nine tenths, of a department's requests answered?
-- kind: summary
-- grain: department of the register (as provider)
-- units: 工作日
-- source: 第九条
-- columns:
--   department: 提供部门
--   requests: 申请（件）
--   replied: 已答复（件）
--   censored: 截至日未答复（件）
--   median_working_days: 中位数（工作日）
--   p90_working_days: 九成分位数（工作日）
--
-- Requests applied in the period for which a rule sets a deadline. Kaplan–Meier: an unanswered request (open, overdue, without a
-- valid reply, withdrawn) is censored at its age, so that not answering cannot look fast. Null where the share of requests
-- still waiting never falls to the level: too many are unanswered to tell.

with durations as (
    select department, working_days_used as days, answered_on is not null and state <> 'withdrawn' as replied
    from request_clock($as_of, since := $start)
    where applied_on between $start and $end
        and rule_id is not null
        and ($department is null or department = $department)
),
steps as (
    select department, days, count(*) as leaving, count(*) filter (replied) as events
    from durations
    group by department, days
),
at_risk as (
    select *, sum(leaving) over (partition by department order by days desc) as waiting
    from steps
),
survival as (
    select *, product(1 - events / waiting) over (partition by department order by days) as still_waiting
    from at_risk
),
quantiles as (
    select
        department,
        sum(leaving)::bigint as requests,
        sum(events)::bigint as replied,
        min(days) filter (still_waiting <= 0.5 + 1e-9) as median_working_days,
        min(days) filter (still_waiting <= 0.1 + 1e-9) as p90_working_days
    from survival
    group by department
)
select
    departments.department,
    coalesce(quantiles.requests, 0) as requests,
    coalesce(quantiles.replied, 0) as replied,
    coalesce(quantiles.requests - quantiles.replied, 0) as censored,
    quantiles.median_working_days::bigint as median_working_days,
    quantiles.p90_working_days::bigint as p90_working_days
from departments
left join quantiles on quantiles.department = departments.department
where $department is null or departments.department = $department
order by departments.department
