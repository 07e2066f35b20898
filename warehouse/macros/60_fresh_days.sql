-- question: on how many days of a period was each resource's data fresh?
-- grain: one row per resource and department that was responsible for it, with a declared limit in the period
-- units: days and fresh_days are days of [start, end] up to as_of
-- source: article 10; frequency_limits; the frequency and share type in force on each day, counted from publication; the runs
--         of fresh days in fresh_spells

create or replace macro memory.macros.fresh_days(start_day, end_day, as_of) as table
with measured as (
    select
        versions.resource_id,
        versions.department,
        versions.valid_from,
        greatest(versions.valid_from, start_day::date, coalesce(versions.published_on, start_day::date)) as from_day,
        least(versions.valid_until - 1, end_day::date, as_of::date) as to_day
    from memory.macros.catalogue_versions() as versions
    where versions.removed is not true
        and versions.share_type is distinct from 'not_shared'
        and versions.update_frequency in (select update_frequency from frequency_limits)
        and versions.valid_until > start_day::date
        and from_day <= to_day
),
kept as (
    select
        measured.resource_id,
        measured.valid_from,
        sum(
            greatest(0, least(measured.to_day, spells.fresh_until) - greatest(measured.from_day, spells.fresh_from) + 1)
        ) as fresh_days
    from measured
    join fresh_spells as spells
        on spells.resource_id = measured.resource_id and spells.valid_from = measured.valid_from
    where spells.fresh_until >= start_day::date and spells.fresh_from <= end_day::date
    group by all
)
select
    measured.resource_id,
    measured.department,
    sum(measured.to_day - measured.from_day + 1) as days,
    sum(coalesce(kept.fresh_days, 0)) as fresh_days
from measured
left join kept on kept.resource_id = measured.resource_id and kept.valid_from = measured.valid_from
group by measured.resource_id, measured.department;
