-- question: which confirmed findings of duplicate collection stand on as_of?
-- grain: collecting resource and sharing department; the sharing resource is that of the latest ruling
-- units: items are names separated by 、; batch_id and line are the origin of the first of them
-- source: duplicate_rulings, items_history, catalogue_as_of; articles 5, 13 and 20
--
-- A finding stands as long as on as_of the one department still collects one of the confirmed items and the other's resource is
-- still shared. A later ruling on the same pair and items supersedes an earlier one.

create or replace macro memory.macros.confirmed_duplicates(as_of) as table
with newest as (
    select *
    from duplicate_rulings
    qualify row_number() over (partition by finding_id order by ruling_id desc) = 1
        and row_number() over (
            partition by resource_id, source_id, items_sha256, source_items_sha256 order by ruling_id desc
        ) = 1
),
confirmed as (
    select resource_id, source_id, ruling_id, ruled_by, ruled_at, reason, unnest(item_names) as item_name
    from newest
    where verdict = 'confirmed'
),
catalogue_then as (
    select resource_id, resource_name, department, share_type
    from memory.macros.catalogue_as_of(as_of)
    where resource_id in (select resource_id from confirmed union all select source_id from confirmed)
),
versions as (
    select
        resource_id, item_name, collected_from, removed, batch_id, line, exported_on,
        lag(exported_on) over versions_in_order as previous_export,
        lead(exported_on) over versions_in_order as next_export
    from items_history
    where resource_id in (select resource_id from confirmed)
        or row_key in (select resource_id || chr(31) || item_name from confirmed)
    window versions_in_order as (partition by row_key order by exported_on, batch_id)
),
items_then as (
    select resource_id, item_name, batch_id, line
    from versions
    where removed is not true
        and collected_from is distinct from 'process'
        and collected_from is distinct from 'shared'
        and collected_from is distinct from 'returned'
        and (previous_export is null or exported_on <= as_of::date)
        and (next_export is null or next_export > as_of::date)
)
select
    asking.department, confirmed.resource_id, asking.resource_name, sharing.department as provider,
    arg_max(confirmed.source_id, confirmed.ruling_id) as source_id,
    arg_max(sharing.resource_name, confirmed.ruling_id) as source_name,
    array_to_string(list(distinct confirmed.item_name order by confirmed.item_name), '、') as items,
    arg_max(confirmed.ruled_by, confirmed.ruling_id) as ruled_by,
    max(confirmed.ruled_at) as ruled_at,
    arg_max(confirmed.reason, confirmed.ruling_id) as ruling_reason,
    arg_min(items_then.batch_id, (items_then.line, items_then.batch_id)) as batch_id,
    min(items_then.line) as line
from confirmed
join catalogue_then as asking on asking.resource_id = confirmed.resource_id
join catalogue_then as sharing
    on sharing.resource_id = confirmed.source_id and sharing.share_type in ('unconditional', 'conditional')
join items_then on items_then.resource_id = confirmed.resource_id and items_then.item_name = confirmed.item_name
group by asking.department, confirmed.resource_id, asking.resource_name, sharing.department;
