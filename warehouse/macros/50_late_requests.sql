-- question: which requests were answered late or not validly answered, and what is to be said about each?
-- grain: one row per request decided against its department, as far as as_of knows; with since, at least those applied or
--        falling due on or after that day
-- units: days_late calendar days; working_days_* working days
-- source: macro request_clock; articles 9 and 15

create or replace macro memory.macros.late_requests(as_of, since := date '0001-01-01') as table
select
    late.department, late.request_id, late.resource_id, late.resource_name, late.applicant, late.applied_at, late.deadline,
    late.answered_on, late.replied_at, late.state,
    coalesce(late.answered_on, as_of::date) - late.deadline as days_late,
    late.working_days_used, late.working_days_allowed, late.provisional, late.rule_id,
    late.batch_id, late.line,
    case
        when late.state = 'late' then format(
            '应于{}前答复，{}才答复，用时{}个工作日（规定{}个）',
            late.deadline, late.answered_on, late.working_days_used, late.working_days_allowed
        )
        when late.state = 'overdue' then format('应于{}前答复，截至{}仍未答复', late.deadline, as_of::date)
        when late.decision is null then format('应于{}前答复，有答复时间但没有答复结果，视为未答复', late.deadline)
        else format('应于{}前答复，{}答复不同意但未说明理由，视为未答复', late.deadline, late.replied_at::date)
    end as reason
from memory.macros.request_clock(as_of, since := since) as late
where late.counted and late.state <> 'on_time';
