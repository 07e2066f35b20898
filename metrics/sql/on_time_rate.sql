-- title: 按时答复率
-- question: what share of the requests that fell due was answered in time?
-- kind: rate
-- grain: department of the register (as provider)
-- units: 件；比率0–1
-- source: 第九条
-- evidence: overdue_requests
-- columns:
--   department: 部门
--   numerator: 按时答复（件）
--   denominator: 应答复（件）
--   value: 按时答复率
--   late: 逾期后答复（件）
--   unanswered: 逾期未有效答复（件）
--   open: 未到期（件）
--   provisional: 其中截止日期为暂定（件）
--
-- A request belongs to the period its deadline falls in, so that consecutive periods share no request and lose none, and a
-- slow department gains nothing by not answering: an unanswered request counts as late from the day after its deadline. Early
-- answers whose deadline lies after as_of wait for it, like open requests do. Withdrawn requests, and requests no rule sets a
-- deadline for, are left out.

with clock as (
    select
        department, state, counted, provisional,
        counted and deadline between $start and least($end, $as_of) as decided
    from request_clock($as_of, since := $start)
    where applied_on <= $end
),
answers as (
    select
        department,
        count(*) filter (decided and state = 'on_time') as on_time,
        count(*) filter (decided) as decided,
        count(*) filter (decided and state = 'late') as late,
        count(*) filter (decided and state in ('overdue', 'invalid_reply')) as unanswered,
        count(*) filter (not counted and state in ('open', 'invalid_reply')) as open,
        count(*) filter (decided and provisional) as provisional
    from clock
    group by department
)
select
    departments.department,
    coalesce(answers.on_time, 0) as numerator,
    coalesce(answers.decided, 0) as denominator,
    answers.on_time / nullif(answers.decided, 0) as value,
    coalesce(answers.late, 0) as late,
    coalesce(answers.unanswered, 0) as unanswered,
    coalesce(answers.open, 0) as open,
    coalesce(answers.provisional, 0) as provisional
from departments
left join answers on answers.department = departments.department
where $department is null or departments.department = $department
order by departments.department
