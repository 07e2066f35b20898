-- question: which departments declare most of their shared resources with no frequency that could be kept?
-- grain:    department with at least 5 shared resources, half of them or more irregular, not updated or undeclared
-- units:    resources; share 0 to 1
-- source:   catalogue_as_of (articles 6, 10)
with listed as (
    select
        department,
        count(*) as resources,
        count(*) filter (coalesce(update_frequency, 'undeclared') in ('irregular', 'not_updated', 'undeclared')) as vague
    from catalogue_as_of($as_of)
    where share_type is distinct from 'not_shared'
    group by department
)
select
    department,
    department as subject,
    format('{} 个共享资源中有 {} 个（{:.0f}%）不定期、不更新或未申报更新频度', resources, vague, 100.0 * vague / resources) as reason,
    'catalogue' as feed, null::bigint as batch_id, null::bigint as line, null::varchar as file_name
from listed
where resources >= 5 and vague >= 0.5 * resources and ($department is null or department = $department)
order by department
