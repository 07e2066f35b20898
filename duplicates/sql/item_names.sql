-- question: which different item names occur?
-- grain: one row per name, numbered from 0, into temp table compared_names
-- units: none
-- source: temp table compared_items
create or replace temp table compared_names as
select row_number() over (order by item_name) - 1 as number, item_name
from (select distinct item_name from compared_items)
