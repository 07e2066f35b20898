-- question: which resources are there, now or in the facts?
-- grain: one row per resource, into temp table touched_resources
-- units: none
-- source: catalogue_history, refreshes, catalogue_periods, renewals, idle_refreshes, fresh_spells
create or replace temp table touched_resources as
select row_key as resource_id from catalogue_history
union
select resource_id from refreshes
union
select resource_id from catalogue_periods
union
select resource_id from renewals
union
select resource_id from idle_refreshes
union
select resource_id from fresh_spells
