-- question: how many findings of each band were ruled on, how many of them rightly found?
-- grain: one row per kind and band with at least one ruling
-- units: counts of findings; precision 0–1
-- source: duplicate_rulings, the newest of each finding
with newest as (
    select *
    from duplicate_rulings
    qualify row_number() over (partition by finding_id order by ruling_id desc) = 1
)
select
    kind, band,
    count(*) as ruled,
    count(*) filter (where list_contains($right::varchar[], verdict)) as "right",
    "right" / ruled as precision,
    min(catalogue_resources) as smallest, max(catalogue_resources) as largest
from newest
where finding_class = 'duplicate'
group by kind, band
order by kind desc, list_position(['high', 'middle', 'low'], band)
