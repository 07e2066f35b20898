-- question: whose was a resource, and how was it shared, at the time something was asked of it?
-- grain: one row per resource and listed version
-- units: valid_from inclusive, valid_until exclusive (dates); the intervals of a resource leave no gap
-- source: catalogue_history without removals: taking a resource off the list does not make its requests disappear

create or replace macro memory.macros.resource_at() as table
with listed as (
    select
        row_key as resource_id,
        resource_name,
        department,
        share_type,
        exported_on,
        lag(exported_on) over versions as previous_export,
        lead(exported_on) over versions as next_export
    from catalogue_history
    where removed is not true
    window versions as (partition by row_key order by exported_on, batch_id)
)
select
    resource_id,
    resource_name,
    department,
    share_type,
    case when previous_export is null then date '0001-01-01' else exported_on end as valid_from,
    coalesce(next_export, date '9999-12-31') as valid_until
from listed
where next_export is null or previous_export is null or exported_on < next_export;
