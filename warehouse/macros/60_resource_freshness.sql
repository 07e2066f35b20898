-- question: how old is the data of each resource on as_of, against its declared frequency?
-- grain: one row per resource listed on as_of that is not 不予共享
-- units: age_days days without an outage since the last renewal; limits in days
-- source: article 10; frequency_limits
--
-- state: fresh, due, overdue, delinquent; unknown (a limit is declared, no renewal is known);
-- irregular, not_updated, undeclared (no limit declared). measurable: a limit is declared.

create or replace macro memory.macros.resource_freshness(as_of) as table
with days as (
    select day, elapsed_index from memory.macros.counting_days(as_of) where day <= as_of::date
),
renewed as (
    select resource_id, refreshed_on as last_refreshed_on
    from renewals
    where refreshed_on <= as_of::date and next_on > as_of::date
),
aged as (
    select
        listed.*,
        renewed.last_refreshed_on,
        limits.fresh_days, limits.due_days, limits.overdue_days,
        (select max(elapsed_index) from days) - coalesce(days.elapsed_index, 0) as age_days
    from memory.macros.catalogue_as_of(as_of) as listed
    left join frequency_limits as limits on limits.update_frequency = listed.update_frequency
    left join renewed on renewed.resource_id = listed.resource_id
    left join days on days.day = renewed.last_refreshed_on
    where listed.share_type is distinct from 'not_shared'
)
select
    batch_id, line, resource_id, resource_name, department, update_frequency, update_frequency_text, last_refreshed_on,
    case when last_refreshed_on is not null then age_days end as age_days,
    fresh_days, due_days, overdue_days,
    fresh_days is not null as measurable,
    case
        when fresh_days is null then coalesce(update_frequency, 'undeclared')
        when last_refreshed_on is null then 'unknown'
        when age_days <= fresh_days then 'fresh'
        when age_days <= due_days then 'due'
        when age_days <= overdue_days then 'overdue'
        else 'delinquent'
    end as state
from aged;
