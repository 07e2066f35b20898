-- question: who collects a data element which its authoritative source already shares?
-- grain: one row per department, resource name without its editions, and element
-- units: item_source as in compared_items; published_on date
-- source: temp tables compared_*, meanings (item name → canonical, role), resource_words (number, stem, own affairs),
--         counterparts (department, other); articles 5-3, 13
--
-- The authoritative source is a department the dictionary names for the element, else whoever shared it first; a resource
-- that itself only holds copies is no source. A name outside the dictionary that more than a fifth of the departments (at
-- least five) use says nothing. Where nobody told from whom an item comes, only an element of the dictionary whose source is
-- the department named there is a finding: equal names alone do not show that anything is collected. Names that identify, reach, or say nothing by themselves are never a finding.
with told as (
    select
        compared_items.resource, compared_items.item_name, compared_items.source as item_source,
        meanings.canonical, meanings.element, meanings.authority, meanings.reason,
        compared_resources.resource_id, compared_resources.resource_name, compared_resources.department,
        compared_resources.shared, compared_resources.published_on,
        resource_words.stem, resource_words.own_affairs
    from compared_items
    join meanings using (item_name)
    join compared_resources on compared_resources.number = compared_items.resource
    join resource_words on resource_words.number = compared_items.resource
    where meanings.role = 'data'
),
spread as (
    select canonical
    from told
    group by canonical
    having any_value(element) <> ''
        or count(distinct department) <= greatest(5, 0.2 * (select count(distinct department) from compared_resources))
),
sources as (
    select told.*
    from told
    where shared and item_source < 4 and canonical in (from spread)
    qualify row_number() over (
        partition by canonical
        order by
            coalesce(authority <> '' and contains(department, authority), false) desc,
            published_on nulls last, resource_id, item_name
    ) = 1
),
others as (
    select canonical, list(distinct resource_id order by resource_id) as sharing
    from told
    where shared
    group by canonical
)
select
    asked.resource_id, asked.resource_name, asked.department, asked.item_name, asked.item_source, asked.published_on,
    asked.stem, asked.own_affairs, asked.canonical, asked.element, asked.reason,
    sources.resource_id as source_id, sources.resource_name as source_name, sources.department as provider,
    sources.item_name as source_item, sources.published_on as source_published_on, sources.stem as source_stem,
    sources.reason as source_reason,
    coalesce(asked.department || chr(31) || sources.department in (select pair from counterparts), false) as counterpart,
    list(asked.resource_id) over (
        partition by asked.department, asked.stem, asked.canonical order by asked.published_on nulls last, asked.resource_id
        rows between unbounded preceding and unbounded following
    ) as editions,
    list_filter(others.sharing, lambda id: id <> sources.resource_id and id <> asked.resource_id)[:20] as other_sources
from told as asked
join sources using (canonical)
join others using (canonical)
where asked.item_source <> 3
    and asked.department <> sources.department
    and (asked.item_source <> 0 or (sources.authority <> '' and contains(sources.department, sources.authority)))
qualify row_number() over (
    partition by asked.department, asked.stem, asked.canonical
    order by asked.item_source, asked.published_on nulls last, asked.resource_id, asked.item_name
) = 1
