-- title: 各部门至今未答复
-- question: how many requests does each department leave unanswered past their deadline, and since when?
-- kind: summary
-- grain: department with at least one such request
-- units: 件；自然日
-- source: 第九条、第十五条
-- columns:
--   department: 提供部门
--   requests: 至今未答复（件）
--   oldest_deadline: 最早的截止日期
--   days_late: 最长逾期（自然日）
--
-- The requests of unanswered_requests, counted.

select
    department,
    count(*) as requests,
    min(deadline) as oldest_deadline,
    max(days_late)::bigint as days_late
from late_requests($as_of)
where answered_on is null
    and state in ('overdue', 'invalid_reply')
    and deadline <= $end
    and ($department is null or department = $department)
group by department
order by requests desc, department
