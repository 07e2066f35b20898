-- question: which resources, departments and requests carry these words?
-- grain: one hit
-- units: at most $most hits of each kind; place leads to the source line
-- source: the current catalogue, register and requests; $own limits to one department's resources and requests
with found as (
    select
        'resource' as kind, resource_id as id, resource_name as title, department, share_type as about, 'catalogue' as feed,
        batch_id, line, not starts_with(lower(resource_id), lower($text)) as later
    from catalogue
    where (contains(lower(resource_id), lower($text)) or contains(lower(resource_name), lower($text)))
        and ($own is null or department = $own)
    union all
    select
        'department', department_code, department, department, peer_group, 'departments', batch_id, line,
        not starts_with(lower(department), lower($text))
    from departments
    where (contains(lower(department), lower($text)) or contains(lower(array_to_string(aliases, ' ')), lower($text))
            or contains(lower(department_code), lower($text)))
        and ($own is null or department = $own)
    union all
    select
        'request', request_id, coalesce(resource_name, resource_id) || '：' || coalesce(purpose, ''), department, applicant,
        'requests', batch_id, line, not starts_with(lower(request_id), lower($text))
    from request_deadlines
    where (contains(lower(request_id), lower($text)) or contains(lower(purpose), lower($text))
            or contains(lower(resource_id), lower($text)))
        and ($own is null or department = $own or applicant = $own)
),
numbered as (
    select *, row_number() over (partition by kind order by later, id) as place, count(*) over (partition by kind) as hits
    from found
)
select kind, id, title, department, about, feed, batch_id, line, hits
from numbered
where place <= $most
order by kind, place
