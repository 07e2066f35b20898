-- question: by when did each doubt about data have to be checked, and was it?
-- grain: one row per correction known on as_of
-- units: dates are days, *_at local time
-- source: article 12; deadline_rules, event correction; same counting as for requests, without pauses
--
-- state: on_time, late, overdue, open, no_rule, unknown_resource; reason says it in words. An answer is an outcome with a
-- reply time.

create or replace macro memory.macros.correction_clock(as_of) as table
with days as materialized (
    select day, counting, working_index, provisional_index from memory.macros.counting_days(as_of)
),
facts as (
    select
        batch_id, line, correction_id, resource_id, raised_by, raised_at, description, raised_at::date as raised_on,
        case when replied_at::date <= as_of::date and outcome is not null then replied_at end as replied_at,
        case when replied_at::date <= as_of::date then outcome end as outcome,
        case when corrected_at::date <= as_of::date then corrected_at end as corrected_at
    from corrections
    where raised_at::date <= as_of::date
),
due as (
    select
        facts.*,
        listed.resource_name,
        listed.department,
        rules.rule_id,
        rules.working_days as working_days_allowed,
        ending.working_index - received.working_index as working_days_used,
        received.provisional_index as received_provisional,
        counted.day as deadline,
        counted.provisional_index > received.provisional_index as provisional
    from facts
    left join memory.macros.resource_at() as listed
        on listed.resource_id = facts.resource_id
        and listed.valid_from <= facts.raised_on
        and facts.raised_on < listed.valid_until
    left join deadline_rules as rules
        on rules.event = 'correction'
        and rules.share_type = '*'
        and facts.raised_on between rules.valid_from and coalesce(rules.valid_until, date '9999-12-31')
    left join days as received on received.day = facts.raised_on
    left join days as ending on ending.day = coalesce(facts.replied_at::date, as_of::date)
    left join days as counted
        on counted.counting and counted.working_index = received.working_index + rules.working_days
),
judged as (
    select
        * exclude (received_provisional, provisional),
        coalesce(provisional, false) as provisional,
        case
            when department is null then 'unknown_resource'
            when deadline is null then 'no_rule'
            when replied_at::date <= deadline then 'on_time'
            when replied_at is not null then 'late'
            when as_of::date > deadline then 'overdue'
            else 'open'
        end as state
    from due
)
select
    *,
    state in ('on_time', 'late', 'overdue') as counted,
    case state
        when 'on_time' then format('{}提出，{}前校核完毕', raised_at::date, deadline)
        when 'late' then format('应于{}前校核，{}才答复', deadline, replied_at::date)
        when 'overdue' then format('应于{}前校核，截至{}仍未答复', deadline, as_of::date)
        when 'open' then format('应于{}前校核，尚未到期', deadline)
        when 'unknown_resource' then '目录中没有该资源'
        else '没有适用的时限规则'
    end as reason
from judged;
