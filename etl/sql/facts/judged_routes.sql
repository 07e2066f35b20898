-- question: which grants stand behind the calls of each route, and do they allow its purpose?
-- grain: one row per route (consumer, resource, request, purpose as logged) that meets a grant, into temp table judged_routes
-- units: lists of days from_day..until_day, both included: of all grants, of those for the same purpose, of those for a near one
-- source: temp table new_facts, requests, temp table purpose_likeness (logged, granted, likeness: same, near or different);
--   articles 13, 19
create or replace temp table judged_routes as
with grants as (
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
routes as (
    select distinct consumer, resource_id, request_id, purpose from new_facts
),
matched as (
    select
        r.*,
        {'from_day': g.from_day, 'until_day': g.until_day} as granted,
        coalesce(
            r.purpose is null or g.purpose is null or r.purpose = g.purpose or l.likeness = 'same', false
        ) as same_purpose,
        coalesce(l.likeness = 'near', false) as near_purpose
    from routes as r
    join grants as g
        on g.resource_id = r.resource_id
        and g.applicant = r.consumer
        and (r.request_id is null or r.request_id = g.request_id)
    left join purpose_likeness as l on l.logged = r.purpose and l.granted = g.purpose
)
select
    consumer,
    resource_id,
    request_id,
    purpose,
    list(granted) as granted,
    coalesce(list(granted) filter (same_purpose), []) as granted_same,
    coalesce(list(granted) filter (near_purpose), []) as granted_near
from matched
group by all
