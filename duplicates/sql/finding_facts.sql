-- question: was the source visible when collecting began, did the collector ask for or use it, how many forms ask?
-- grain: one row per pair in temp table finding_pairs (resource_id, source_id, department, resources)
-- units: counts
-- source: catalogue_periods, requests, usage_daily, temp tables compared_items and compared_resources
--
-- Visible is what was listed as shared before the day on which collecting began: of one day nobody knows the order.
with visible as (
    select pairs.resource_id, pairs.source_id
    from finding_pairs as pairs
    join catalogue_periods as periods
        on periods.resource_id = pairs.source_id
        and periods.valid_from < pairs.published_on
        and periods.valid_until > pairs.published_on
        and periods.removed is not true
        and periods.share_type in ('unconditional', 'conditional')
    group by all
),
asked as (
    select applicant, resource_id, count(*) as requests
    from requests
    where applied_at::date <= $as_of::date and resource_id in (select source_id from finding_pairs)
    group by all
),
used as (
    select consumer, resource_id, sum(calls) as calls
    from usage_daily
    where called_on <= $as_of::date and outcome = 'success' and resource_id in (select source_id from finding_pairs)
    group by all
),
forms as (
    select compared_resources.resource_id, count(distinct compared_items.collection_form) as forms
    from compared_items
    join compared_resources on compared_resources.number = compared_items.resource
    where compared_items.source in (1, 2)
        and compared_resources.resource_id in (select resource_id from finding_pairs)
    group by all
)
select
    pairs.resource_id, pairs.source_id,
    visible.source_id is not null as visible_then,
    coalesce(asked.requests, 0)::bigint as requests,
    coalesce(used.calls, 0)::bigint as calls,
    greatest(coalesce(forms.forms, 0), 1)::bigint as forms
from finding_pairs as pairs
left join visible using (resource_id, source_id)
left join asked on asked.applicant = pairs.department and asked.resource_id = pairs.source_id
left join used on used.consumer = pairs.department and used.resource_id = pairs.source_id
left join forms on forms.resource_id = pairs.resource_id
