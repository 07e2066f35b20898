-- question: into which class of authorised use does each group of calls fall?
-- grain: one row of usage_daily per row of temp table new_facts
-- units: as in usage_daily
-- source: catalogue_history, requests, temp table purpose_likeness (logged, granted, likeness: same, near or different); articles 9, 13, 19, 20-4
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
),
grants as (
    select
        request_id,
        resource_id,
        applicant,
        purpose,
        greatest(coalesce(valid_from, date '0001-01-01'), replied_at::date) as from_day,
        least(coalesce(valid_until, date '9999-12-31'), coalesce(withdrawn_at::date, date '9999-12-31')) as until_day
    from requests
    where decision in ('approved', 'partly_approved') and replied_at is not null
),
conditional_calls as (
    select distinct called_on, consumer, resource_id, request_id, purpose
    from placed
    where not unknown and share_type = 'conditional' and provider <> consumer
),
matched as (
    select
        c.called_on,
        c.consumer,
        c.resource_id,
        c.request_id,
        c.purpose,
        g.purpose as granted_purpose,
        c.called_on between g.from_day and g.until_day as valid
    from conditional_calls as c
    join grants as g
        on g.resource_id = c.resource_id
        and g.applicant = c.consumer
        and (c.request_id is null or c.request_id = g.request_id)
),
judged as (
    select
        m.called_on,
        m.consumer,
        m.resource_id,
        m.request_id,
        m.purpose,
        count(*) filter (m.valid) as valid_grants,
        bool_or(
            m.purpose is null or m.granted_purpose is null or m.purpose = m.granted_purpose or l.likeness = 'same'
        ) filter (m.valid) as same_purpose,
        bool_or(l.likeness = 'near') filter (m.valid) as near_purpose
    from matched as m
    left join purpose_likeness as l on l.logged = m.purpose and l.granted = m.granted_purpose
    group by all
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
        when j.valid_grants = 0 then 'outside_period'
        when j.same_purpose then 'within_grant'
        when j.near_purpose then 'cannot_judge'
        else 'purpose_differs'
    end as use_class,
    p.calls,
    p.row_count,
    p.latency_histogram,
    p.latency_total_ms
from placed as p
left join judged as j
    on j.called_on = p.called_on
    and j.consumer = p.consumer
    and j.resource_id = p.resource_id
    and j.request_id is not distinct from p.request_id
    and j.purpose is not distinct from p.purpose
