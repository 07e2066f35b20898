-- question: what did the catalogue say on a day?
-- grain: one row per resource listed on that day (for days before its first export: as in the first export)
-- units: as in catalogue
-- source: catalogue_history
--
-- In force is the greatest (exported_on, batch_id) not after the day, else the smallest after it. precedence orders both at
-- once: positive and growing up to the day, negative and falling after it.

create or replace macro memory.macros.catalogue_as_of(as_of) as table
with ordered as (
    select
        * exclude (resource_id),
        row_key as resource_id,
        (case when exported_on <= as_of::date then 1 else -1 end)
            * ((exported_on - date '1900-01-01') * 10000000000 + batch_id) as precedence
    from catalogue_history
),
in_force as (
    select resource_id, max(precedence) as precedence from ordered group by resource_id
)
select ordered.* exclude (precedence)
from ordered
join in_force on in_force.resource_id = ordered.resource_id and in_force.precedence = ordered.precedence
where ordered.removed is not true;
