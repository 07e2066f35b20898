-- question: on which days was each resource's data really renewed?
-- grain: resource and day of renewal up to as_of; a day may be named twice
-- units: dates
-- source: article 10; refresh log entries that count, and the data update time the catalogue told, unless the log shows that
--         on that day the data was only touched

create or replace macro memory.macros.refresh_days(as_of) as table
with logged as (
    select resource_id, refreshed_at::date as refreshed_on, counts
    from memory.macros.judged_refreshes(as_of)
),
told as (
    select distinct row_key as resource_id, data_updated_at::date as refreshed_on
    from catalogue_history
    where removed is not true and data_updated_at::date <= as_of::date
)
select resource_id, refreshed_on from logged where counts
union all
select told.resource_id, told.refreshed_on
from told
anti join logged
    on not logged.counts and logged.resource_id = told.resource_id and logged.refreshed_on = told.refreshed_on;
