-- question: over which unbroken runs of days was the data of the touched resources fresh?
-- grain: one row per resource in temp table touched_resources, version in force and run of days
-- units: dates, both ends inclusive
-- source: article 10; catalogue_periods, renewals, frequency_limits, outages
--
-- A renewal keeps a resource fresh until its limit (outage days stretch it) or the next renewal, whichever is earlier.
delete from fresh_spells where resource_id in (from touched_resources);

create or replace temp table touched_spans as
with days as (
    select day, elapsed_index from memory.macros.counting_days((select max(day) from calendar))
),
last_days as (
    select elapsed_index, max(day) as day from days group by elapsed_index
),
limits as (
    select update_frequency, fresh_days as fresh_limit from frequency_limits where fresh_days is not null
),
reaches as (
    select days.day as refreshed_on, limits.fresh_limit, coalesce(last_days.day, date '9999-12-31') as fresh_until
    from days
    cross join (select distinct fresh_limit from limits) as limits
    left join last_days on last_days.elapsed_index = days.elapsed_index + limits.fresh_limit
)
select
    periods.resource_id,
    periods.valid_from,
    greatest(periods.valid_from, renewals.refreshed_on) as fresh_from,
    least(periods.valid_until - 1, renewals.next_on - 1, coalesce(reaches.fresh_until, date '9999-12-31')) as fresh_until
from catalogue_periods as periods
join limits on limits.update_frequency = periods.update_frequency
join renewals
    on renewals.resource_id = periods.resource_id
    and renewals.refreshed_on < periods.valid_until
    and renewals.next_on > periods.valid_from
left join reaches on reaches.refreshed_on = renewals.refreshed_on and reaches.fresh_limit = limits.fresh_limit
where periods.resource_id in (from touched_resources)
    and periods.valid_from < periods.valid_until
    and periods.removed is not true
    and fresh_from <= fresh_until;

insert into fresh_spells by name
with begun as (
    select
        *,
        coalesce(fresh_from > lag(fresh_until) over spans + 1, true) as begins
    from touched_spans
    window spans as (partition by resource_id, valid_from order by fresh_from)
),
numbered as (
    select *, count(*) filter (begins) over (partition by resource_id, valid_from order by fresh_from) as spell
    from begun
)
select resource_id, valid_from, min(fresh_from) as fresh_from, max(fresh_until) as fresh_until
from numbered
group by resource_id, valid_from, spell
order by fresh_until, resource_id;

drop table touched_spans;
