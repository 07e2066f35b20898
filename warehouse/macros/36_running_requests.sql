-- question: by when do requests have to be answered, and were they, as far as as_of knows?
-- grain: one row per row of the source (rows of request_deadlines) applied on or before as_of and not settled by then
-- units: working_days_* working days; dates are days, *_at local time
-- source: articles 7 and 9
--
-- Day of receipt is day 0. Days of a recorded pause (an open one runs to the answer, else to as_of) and of an outage do not
-- count. An approved extension moves the deadline to the later day. Facts after as_of are unknown. A refusal without a
-- reason (blank, "/", "无" and the like) is no valid answer.
-- state: on_time, late (answered), overdue, open (unanswered), invalid_reply, withdrawn, no_rule, unknown_resource.

create or replace macro memory.macros.running_requests(source, as_of) as table
with days as materialized (
    select day, counting, working_index, provisional_index from memory.macros.counting_days(as_of)
),
facts as (
    select
        * replace (
            case when paused_from::date <= as_of::date then paused_from end as paused_from,
            case when paused_to::date <= as_of::date then paused_to end as paused_to,
            case when replied_at::date <= as_of::date then replied_at end as replied_at,
            case when replied_at::date <= as_of::date then decision end as decision,
            case when replied_at::date <= as_of::date and memory.macros.filled(refusal_reason) then refusal_reason end
                as refusal_reason,
            case when withdrawn_at::date <= as_of::date then withdrawn_at end as withdrawn_at
        )
    from (
        select
            batch_id, line, request_id, resource_id, resource_name, department, applicant, purpose, share_type,
            rule_id, working_days_allowed, applied_at, applied_on, replied_at, decision, refusal_reason, withdrawn_at,
            paused_from, paused_to, extended_to
        from query_table(source)
        where applied_on <= as_of::date and settled_on > as_of::date
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
indexed as (
    select
        spans.*,
        received.working_index as received_index,
        received.provisional_index as received_provisional,
        ending.working_index - received.working_index as elapsed,
        coalesce(pausing.working_index - received.working_index, 0) as elapsed_before_pause,
        coalesce(resuming.working_index - pausing.working_index, 0) as pause_length,
        coalesce(least(resuming.working_index, ending.working_index) - pausing.working_index, 0) as pause_used
    from spans
    left join days as received on received.day = spans.applied_on
    left join days as ending on ending.day = spans.clock_end
    left join days as pausing on pausing.day = spans.before_pause
    left join days as resuming on resuming.day = spans.pause_end
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
)
select
    due.* exclude (
        before_pause, withdrawn, received_index, received_provisional, elapsed, elapsed_before_pause, pause_length,
        pause_used
    ),
    coalesce(closing.provisional_index > due.received_provisional, false) as provisional,
    elapsed - greatest(pause_used, 0) as working_days_used,
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
left join days as closing on closing.day = due.deadline;
