-- question: which projects are up for a decision, and how does their department answer requests?
-- grain:    project
-- units:    amount_wan ten thousand yuan; counts of requests and reminders
-- source:   projects; request_clock (articles 9, 15): requests without a valid answer whose deadline had passed by the given
--           number of working days on as_of; reminders
with days as (
    select day, working_index from counting_days($as_of)
),
waiting as (
    select
        clock.department,
        count(*) as unanswered,
        list(
            {
                'request_id': clock.request_id, 'batch_id': clock.batch_id, 'line': clock.line,
                'deadline': clock.deadline, 'working_days_late': today.working_index - due.working_index
            }
            order by clock.deadline, clock.request_id
        ) as requests
    from request_clock($as_of) as clock
    join days as due on due.day = clock.deadline
    join days as today on today.day = $as_of::date
    where clock.counted
        and clock.answered_on is null
        and clock.state in ('overdue', 'invalid_reply')
        and today.working_index - due.working_index > $working_days_past_deadline
    group by clock.department
),
reminded as (
    select department, count(*) as reminders from reminders where reminded_at::date <= $as_of group by department
)
select
    projects.project_id, projects.project_name, projects.department, projects.kind, projects.stage, projects.budget_year,
    projects.amount_wan::double as amount_wan, projects.promised_resource_ids, projects.pooled,
    coalesce(waiting.unanswered, 0) as unanswered,
    coalesce(waiting.requests, []) as requests,
    coalesce(reminded.reminders, 0) as reminders,
    'projects' as feed, projects.batch_id, projects.line, batches.file_name
from projects
left join waiting on waiting.department = projects.department
left join reminded on reminded.department = projects.department
left join batches on batches.batch_id = projects.batch_id
where $department is null or projects.department = $department
order by projects.department, projects.project_id
