-- question: into which class of authorised use does each group of calls fall?
-- grain: one row of usage_daily per row of temp table new_facts
-- units: as in usage_daily
-- source: temp tables new_facts and judged_routes, catalogue_history; articles 9, 13, 19, 20-4
insert into usage_daily by name
with versions as (
    select
        resource_id,
        department as provider,
        share_type,
        removed,
        row_key,
        exported_on,
        lag(exported_on) over in_order as earlier,
        lead(exported_on) over in_order as later
    from (
        select * from catalogue_history
        where row_key in (select resource_id from new_facts)
        qualify row_number() over (partition by row_key, exported_on order by batch_id desc) = 1
    )
    window in_order as (partition by row_key order by exported_on)
),
in_force as (
    select
        row_key as resource_id,
        provider,
        share_type,
        removed,
        case when earlier is null then date '0001-01-01' else exported_on end as from_day,
        coalesce(later, date '9999-12-31') as until_day
    from versions
),
placed as (
    select f.*, v.provider, v.share_type, coalesce(v.removed, true) as unknown
    from new_facts as f
    left join in_force as v
        on v.resource_id = f.resource_id
        and f.called_on >= v.from_day
        and f.called_on < v.until_day
)
select
    p.batch_id,
    p.called_on,
    p.consumer,
    p.resource_id,
    case when p.unknown then null else p.provider end as provider,
    p.request_id,
    p.purpose,
    p.mode,
    p.outcome,
    case
        when p.unknown then 'unknown_resource'
        when p.provider = p.consumer then 'own_resource'
        when p.share_type = 'unconditional' then 'direct'
        when p.share_type = 'not_shared' then 'not_shared'
        when p.share_type is null then 'cannot_judge'
        when j.resource_id is null then 'no_grant'
        when len(list_filter(j.granted, lambda days: p.called_on between days.from_day and days.until_day)) = 0 then 'outside_period'
        when len(list_filter(j.granted_same, lambda days: p.called_on between days.from_day and days.until_day)) > 0 then 'within_grant'
        when len(list_filter(j.granted_near, lambda days: p.called_on between days.from_day and days.until_day)) > 0 then 'cannot_judge'
        else 'purpose_differs'
    end as use_class,
    p.calls,
    p.row_count,
    p.latency_histogram,
    p.latency_total_ms
from placed as p
left join judged_routes as j
    on j.consumer = p.consumer
    and j.resource_id = p.resource_id
    and j.request_id is not distinct from p.request_id
    and j.purpose is not distinct from p.purpose
