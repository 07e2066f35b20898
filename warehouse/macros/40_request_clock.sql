-- question: by when did each request have to be answered, and was it?
-- grain: one row per request known on as_of (applied on or before it); with since, at least every request applied or falling
--        due on or after that day (others may be left out, for speed)
-- units: working_days_* working days; dates are days, *_at local time
-- source: articles 7 and 9; rule by the resource's share type and the date of the request
--
-- Day of receipt is day 0. Days of a recorded pause (an open one runs to the answer, else to as_of) and of an outage do not
-- count. An approved extension moves the deadline to the later day. Facts after as_of are unknown. A refusal without a
-- reason (blank, "/", "无" and the like) is no valid answer. Provider and share type are those of the catalogue in force on the day of the request.
-- state: on_time, late (answered), overdue, open (unanswered), invalid_reply, withdrawn, no_rule, unknown_resource.
-- counted: the request is decided for the on-time rate (answered, or unanswered and as_of is past the deadline).

create or replace macro memory.macros.request_clock(as_of, since := date '0001-01-01') as table
with days as materialized (
    select day, counting, working_index, provisional_index from memory.macros.counting_days(as_of)
),
horizon as (
    select coalesce(max(day), date '0001-01-01') as day
    from days
    where day < since
        and working_index < (select max(working_index) from days where day < since)
            - (select max(working_days) from deadline_rules where event = 'reply')
),
facts as (
    select
        batch_id, line, request_id, resource_id, applicant, purpose, applied_at, extended_to,
        applied_at::date as applied_on,
        case when paused_from::date <= as_of::date then paused_from end as paused_from,
        case when paused_to::date <= as_of::date then paused_to end as paused_to,
        case when replied_at::date <= as_of::date then replied_at end as replied_at,
        case when replied_at::date <= as_of::date then decision end as decision,
        case when replied_at::date <= as_of::date and memory.macros.filled(refusal_reason) then refusal_reason end
            as refusal_reason,
        case when withdrawn_at::date <= as_of::date then withdrawn_at end as withdrawn_at
    from requests
    where applied_at::date <= as_of::date
        and (
            applied_at::date > (select day from horizon)
            or paused_from is not null
            or extended_to is not null
        )
),
answers as (
    select
        *,
        case
            when decision is not null and (decision <> 'refused' or refusal_reason is not null) then replied_at::date
        end as answered_on,
        case when paused_from is not null then greatest(paused_from::date - 1, applied_on) end as before_pause
    from facts
),
spans as (
    select
        *,
        coalesce(withdrawn_at is not null and (answered_on is null or withdrawn_at < replied_at), false) as withdrawn,
        case
            when before_pause is null then null
            when paused_to is not null then greatest(paused_to::date, before_pause)
            else greatest(coalesce(answered_on, as_of::date), before_pause)
        end as pause_end,
        coalesce(answered_on, withdrawn_at::date, as_of::date) as clock_end
    from answers
),
ruled as (
    select
        spans.*,
        listed.resource_name,
        listed.department,
        listed.share_type,
        coalesce(exact.rule_id, general.rule_id) as rule_id,
        coalesce(exact.working_days, general.working_days) as working_days_allowed
    from spans
    left join memory.macros.resource_at() as listed
        on listed.resource_id = spans.resource_id
        and listed.valid_from <= spans.applied_on
        and spans.applied_on < listed.valid_until
    left join deadline_rules as exact
        on exact.share_type = listed.share_type
        and exact.event = 'reply'
        and spans.applied_on between exact.valid_from and coalesce(exact.valid_until, date '9999-12-31')
    left join deadline_rules as general
        on general.event = 'reply' and general.share_type = '*' and listed.resource_id is not null
        and spans.applied_on between general.valid_from and coalesce(general.valid_until, date '9999-12-31')
),
indexed as (
    select
        ruled.*,
        received.working_index as received_index,
        received.provisional_index as received_provisional,
        ending.working_index - received.working_index as elapsed,
        coalesce(pausing.working_index - received.working_index, 0) as elapsed_before_pause,
        coalesce(resuming.working_index - pausing.working_index, 0) as pause_length,
        coalesce(least(resuming.working_index, ending.working_index) - pausing.working_index, 0) as pause_used
    from ruled
    left join days as received on received.day = ruled.applied_on
    left join days as ending on ending.day = ruled.clock_end
    left join days as pausing on pausing.day = ruled.before_pause
    left join days as resuming on resuming.day = ruled.pause_end
),
due as (
    select
        indexed.*,
        counted.day as counted_deadline,
        case when counted.day is not null then greatest(counted.day, indexed.extended_to) end as deadline
    from indexed
    left join days as counted
        on counted.counting
        and counted.working_index = indexed.received_index + indexed.working_days_allowed
            + case when elapsed_before_pause < working_days_allowed then pause_length else 0 end
),
stated as (
    select
        due.*,
        coalesce(closing.provisional_index > due.received_provisional, false) as provisional,
        case
            when due.department is null then 'unknown_resource'
            when due.withdrawn then 'withdrawn'
            when due.deadline is null then 'no_rule'
            when due.answered_on <= due.deadline then 'on_time'
            when due.answered_on is not null then 'late'
            when due.replied_at is not null then 'invalid_reply'
            when as_of::date > due.deadline then 'overdue'
            else 'open'
        end as state
    from due
    left join days as closing on closing.day = due.deadline
)
select
    batch_id, line, request_id, resource_id, resource_name, department, applicant, purpose, share_type,
    rule_id, working_days_allowed, applied_at, applied_on, replied_at, answered_on, decision, refusal_reason, withdrawn_at,
    paused_from, paused_to, extended_to, counted_deadline, deadline, provisional,
    elapsed - greatest(pause_used, 0) as working_days_used,
    state,
    coalesce(state in ('on_time', 'late', 'overdue') or (state = 'invalid_reply' and as_of::date > deadline), false)
        as counted
from stated;
