-- question: was the catalogue updated in time after each change of law or duty?
-- grain: one row per change event known on as_of
-- units: resources and updated are counts of affected resources; dates are days
-- source: article 7; deadline_rules, event catalogue_update; outage days do not count
--
-- Affected are the resources the event names; where it names none, one update of any of the department's resources is asked
-- for. An update is a catalogue update date (or publication, or removal) from the day of change on. The day the last
-- affected resource was updated decides. state: on_time, late, overdue, open, no_rule; reason says it in words.

create or replace macro memory.macros.catalogue_update_clock(as_of) as table
with days as materialized (
    select day, counting, working_index, provisional_index from memory.macros.counting_days(as_of)
),
versions as (
    select resource_id, department, removed, exported_on, catalogue_updated_on, published_on, previous_export
    from catalogue_periods
),
updates as (
    select resource_id, department, catalogue_updated_on as updated_on from versions where catalogue_updated_on is not null
    union
    select resource_id, department, published_on from versions where published_on is not null
    union
    select resource_id, department, exported_on
    from versions
    where previous_export < exported_on and (removed or catalogue_updated_on is null)
),
known_updates as (
    select * from updates where updated_on <= as_of::date
),
events as (
    select batch_id, line, event_id, department, changed_on, description, coalesce(resource_ids, []) as resource_ids
    from change_events
    where changed_on <= as_of::date
),
named as (
    select distinct event_id, department, changed_on, unnest(resource_ids) as resource_id
    from events
),
first_updates as (
    select named.event_id, named.resource_id, min(known_updates.updated_on) as updated_on
    from named
    left join known_updates
        on known_updates.resource_id = named.resource_id and known_updates.updated_on >= named.changed_on
    group by all
    union all
    select events.event_id, null as resource_id, min(known_updates.updated_on) as updated_on
    from events
    left join known_updates
        on known_updates.department = events.department and known_updates.updated_on >= events.changed_on
    where len(events.resource_ids) = 0
    group by all
),
answered as (
    select
        event_id,
        count(*) as resources,
        count(updated_on) as updated,
        case when count(*) = count(updated_on) then max(updated_on) end as completed_on,
        array_to_string(list(resource_id order by resource_id) filter (updated_on is null), '、') as pending
    from first_updates
    group by event_id
),
due as (
    select
        events.* exclude (resource_ids),
        answered.resources,
        answered.updated,
        answered.completed_on,
        answered.pending,
        rules.rule_id,
        rules.working_days as working_days_allowed,
        counted.day as deadline,
        coalesce(counted.provisional_index > received.provisional_index, false) as provisional
    from events
    join answered on answered.event_id = events.event_id
    left join deadline_rules as rules
        on rules.event = 'catalogue_update'
        and rules.share_type = '*'
        and events.changed_on between rules.valid_from and coalesce(rules.valid_until, date '9999-12-31')
    left join days as received on received.day = events.changed_on
    left join days as counted
        on counted.counting and counted.working_index = received.working_index + rules.working_days
),
judged as (
    select
        *,
        case
            when deadline is null then 'no_rule'
            when completed_on <= deadline then 'on_time'
            when completed_on is not null then 'late'
            when as_of::date > deadline then 'overdue'
            else 'open'
        end as state
    from due
)
select
    *,
    state in ('on_time', 'late', 'overdue') as counted,
    case state
        when 'on_time' then format('{}变动，{}前更新完毕', changed_on, deadline)
        when 'late' then format('{}变动，应于{}前更新目录，{}才更新完毕', changed_on, deadline, completed_on)
        when 'overdue' then
            case
                when coalesce(pending, '') = ''
                    then format('{}变动，应于{}前更新目录，截至{}未更新', changed_on, deadline, as_of::date)
                else format('{}变动，应于{}前更新目录，截至{}未更新：{}',
                    changed_on, deadline, as_of::date, pending)
            end
        when 'open' then format('{}变动，应于{}前更新目录，尚未到期', changed_on, deadline)
        else '没有适用的时限规则'
    end as reason
from judged;
