-- question: whose was a resource, and how was it shared, at the time something was asked of it?
-- grain: one row per resource and listed version
-- units: valid_from inclusive, valid_until exclusive (dates); the intervals of a resource leave no gap
-- source: catalogue_periods without removals: taking a resource off the list does not make its requests disappear

create or replace macro memory.macros.resource_at() as table
select resource_id, resource_name, department, share_type, asked_from as valid_from, asked_until as valid_until
from catalogue_periods
where asked_from < asked_until;
