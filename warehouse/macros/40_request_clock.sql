-- question: by when did each request have to be answered, and was it?
-- grain: one row per request known on as_of (applied on or before it); with since, at least every request applied or falling
--        due on or after that day (others may be left out, for speed)
-- units: working_days_* working days; dates are days, *_at local time
-- source: articles 7 and 9; request_deadlines where nothing can change any more, macro running_requests for the others
--
-- States as in running_requests. Provider and share type are those of the catalogue in force on the day of the request.
-- counted: the request is decided for the on-time rate (answered, or unanswered and as_of is past the deadline).

create or replace macro memory.macros.request_clock(as_of, since := date '0001-01-01') as table
with clock as (
    select
        batch_id, line, request_id, resource_id, resource_name, department, applicant, purpose, share_type,
        rule_id, working_days_allowed, applied_at, applied_on, replied_at, answered_on, decision, refusal_reason,
        withdrawn_at, paused_from, paused_to, extended_to, counted_deadline, deadline, provisional, working_days_used,
        state
    from request_deadlines
    where settled_on <= as_of::date and settled_on >= since::date and deadline >= since::date
    union all by name
    select * exclude (pause_end, clock_end) from memory.macros.running_requests('request_deadlines', as_of)
)
select
    *,
    coalesce(state in ('on_time', 'late', 'overdue') or (state = 'invalid_reply' and as_of::date > deadline), false)
        as counted
from clock;
