-- question: which departments edited much of their catalogue in the last week of the period?
-- grain:    department with at least 5 resources and 30 % of them updated in the last 7 days of the period
-- units:    resources
-- source:   catalogue_as_of, catalogue_updated_on (article 7)
with listed as (
    select
        department,
        count(*) as resources,
        count(*) filter (catalogue_updated_on between least($end, $as_of)::date - 6 and least($end, $as_of)) as edited
    from catalogue_as_of($as_of)
    group by department
)
select
    department,
    department as subject,
    format('{} 个资源中有 {} 个（{:.0f}%）的目录在评价期最后 7 天内更新', resources, edited, 100.0 * edited / resources) as reason,
    'catalogue' as feed, null::bigint as batch_id, null::bigint as line, null::varchar as file_name
from listed
where resources >= 5 and edited >= 0.3 * resources and ($department is null or department = $department)
order by department
