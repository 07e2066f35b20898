-- question: which items does each compared resource have now?
-- grain: one row per item, into temp table compared_items
-- units: source 0 untold, 1 person, 2 company, 3 process, 4 shared, 5 returned
-- source: items
create or replace temp table compared_items as
select
    compared_resources.number as resource,
    items.item_name,
    coalesce(list_position(['person', 'company', 'process', 'shared', 'returned'], items.collected_from), 0)::tinyint as source,
    items.collection_form
from items
join compared_resources on compared_resources.resource_id = items.resource_id
