-- question: which items did each compared resource have on a past day?
-- grain: one row per item, into temp table compared_items
-- units: source 0 untold, 1 person, 2 company, 3 process, 4 shared, 5 returned
-- source: items_history; a version is in force from its export until the next one, the first also for the days before
create or replace temp table compared_items as
with versions as (
    select
        resource_id, item_name, collected_from, collection_form, removed, row_key, exported_on, batch_id,
        lag(exported_on) over versions_in_order as previous_export,
        lead(exported_on) over versions_in_order as next_export
    from items_history
    window versions_in_order as (partition by row_key order by exported_on, batch_id)
)
select
    compared_resources.number as resource,
    versions.item_name,
    coalesce(list_position(['person', 'company', 'process', 'shared', 'returned'], versions.collected_from), 0)::tinyint as source,
    versions.collection_form
from versions
join compared_resources on compared_resources.resource_id = versions.resource_id
where versions.removed is not true
    and (versions.previous_export is null or versions.exported_on <= $as_of::date)
    and (versions.next_export is null or versions.next_export > $as_of::date)
