-- question: what did each resource say, from which day to which day?
-- grain: one row per resource and version that was in force on at least one day
-- units: valid_from inclusive, valid_until exclusive (dates)
-- source: catalogue_history; a version is in force from its export until the next one; the first also for the days before

create or replace macro memory.macros.catalogue_versions() as table
with dated as (
    select
        * exclude (resource_id),
        row_key as resource_id,
        lag(exported_on) over versions as previous_export,
        lead(exported_on) over versions as next_export
    from catalogue_history
    window versions as (partition by row_key order by exported_on, batch_id)
)
select
    * exclude (previous_export, next_export),
    case when previous_export is null then date '0001-01-01' else exported_on end as valid_from,
    coalesce(next_export, date '9999-12-31') as valid_until
from dated
where next_export is null or previous_export is null or exported_on < next_export;
