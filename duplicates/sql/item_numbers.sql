-- question: which items, by number, does each resource have, and from whom are they collected?
-- grain: one row per item
-- units: as in compared_items
-- source: temp tables compared_items, compared_names
select compared_items.resource::integer as resource, compared_names.number::integer as item, compared_items.source
from compared_items
join compared_names using (item_name)
order by resource, item
