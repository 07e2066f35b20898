-- question: on which days was the data of the touched resources really renewed, and which log entries renewed nothing?
-- grain: renewals one row per resource and day, idle_refreshes one per log entry, of the resources in touched_resources
-- units: dates
-- source: article 10; refresh log entries that count, and the data update time the catalogue told, unless the log shows that
--         on that day the data was only touched
delete from renewals where resource_id in (from touched_resources);

delete from idle_refreshes where resource_id in (from touched_resources);

create or replace temp table touched_refreshes as
select * from refreshes where resource_id in (from touched_resources);

create or replace temp table judged_entries as
select * from memory.macros.judged_refreshes('touched_refreshes');

insert into idle_refreshes by name
select batch_id, line, resource_id, refreshed_at, row_count, content_hash
from judged_entries
where not counts
order by refreshed_at;

insert into renewals by name
with told as (
    select distinct row_key as resource_id, data_updated_at::date as refreshed_on
    from catalogue_history
    where removed is not true and data_updated_at is not null and row_key in (from touched_resources)
),
renewed as (
    select resource_id, refreshed_at::date as refreshed_on from judged_entries where counts
    union
    select told.resource_id, told.refreshed_on
    from told
    anti join judged_entries as idle
        on not idle.counts and idle.resource_id = told.resource_id and idle.refreshed_at::date = told.refreshed_on
)
select
    resource_id,
    refreshed_on,
    coalesce(
        lead(refreshed_on) over (partition by resource_id order by refreshed_on), date '9999-12-31'
    ) as next_on
from renewed
order by next_on, resource_id;

drop table judged_entries;

drop table touched_refreshes;
