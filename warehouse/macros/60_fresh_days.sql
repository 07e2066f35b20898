-- question: on how many days of a period was each resource's data fresh?
-- grain: one row per resource and department that was responsible for it, with a declared limit in the period
-- units: days and fresh_days are days of [start, end] up to as_of
-- source: article 10; frequency_limits; the frequency and share type in force on each day, counted from publication
--
-- A renewal keeps a resource fresh until its limit (outage days stretch it) or the next renewal, whichever is earlier. A
-- next renewal after as_of ends nothing: the days counted end before it.

create or replace macro memory.macros.fresh_days(start_day, end_day, as_of) as table
with days as materialized (
    select day, elapsed_index from memory.macros.counting_days(as_of)
),
last_days as (
    select elapsed_index, max(day) as day from days group by elapsed_index
),
measured as (
    select
        versions.resource_id,
        versions.department,
        limits.fresh_days as fresh_limit,
        greatest(versions.valid_from, start_day::date, coalesce(versions.published_on, start_day::date)) as from_day,
        least(versions.valid_until - 1, end_day::date, as_of::date) as to_day
    from memory.macros.catalogue_versions() as versions
    join frequency_limits as limits on limits.update_frequency = versions.update_frequency
    where versions.removed is not true
        and versions.share_type is distinct from 'not_shared'
        and versions.valid_until > start_day::date
        and from_day <= to_day
),
kept as (
    select
        measured.resource_id,
        measured.department,
        greatest(
            0,
            least(measured.to_day, renewals.next_on - 1, coalesce(last_days.day, measured.to_day))
                - greatest(measured.from_day, renewals.refreshed_on) + 1
        ) as fresh_days
    from measured
    join renewals
        on renewals.resource_id = measured.resource_id
        and renewals.refreshed_on <= measured.to_day
        and renewals.next_on > measured.from_day
    left join days on days.day = renewals.refreshed_on
    left join last_days on last_days.elapsed_index = days.elapsed_index + measured.fresh_limit
    where renewals.next_on > start_day::date and renewals.refreshed_on <= end_day::date
),
totals as (
    select resource_id, department, sum(to_day - from_day + 1) as days from measured group by all
),
fresh as (
    select resource_id, department, sum(fresh_days) as fresh_days from kept group by all
)
select totals.resource_id, totals.department, totals.days, coalesce(fresh.fresh_days, 0) as fresh_days
from totals
left join fresh
    on fresh.resource_id = totals.resource_id and fresh.department is not distinct from totals.department;
