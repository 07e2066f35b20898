-- question: which requests were withdrawn and filed anew for the same resource by the same department?
-- grain:    withdrawn request of the period followed by a new one within 15 days
-- units:    days
-- source:   request_clock (article 9): a new request starts the clock again, to the provider's advantage
with known as (
    select * from request_clock($as_of)
)
select
    first_request.department,
    first_request.request_id as subject,
    format(
        '{} 的申请 {} 于 {} 撤回，{} 又以 {} 重新提出，答复期限从头起算', first_request.applicant,
        first_request.request_id, first_request.withdrawn_at::date, min(again.applied_at)::date,
        min_by(again.request_id, again.applied_at)
    ) as reason,
    'requests' as feed, first_request.batch_id, first_request.line, any_value(batches.file_name) as file_name
from known as first_request
join known as again
    on again.resource_id = first_request.resource_id
    and again.applicant = first_request.applicant
    and again.request_id <> first_request.request_id
    and again.applied_at between first_request.withdrawn_at and first_request.withdrawn_at + interval 15 day
left join batches on batches.batch_id = first_request.batch_id
where first_request.withdrawn_at::date between $start and least($end, $as_of)
    and ($department is null or first_request.department = $department)
group by
    first_request.department, first_request.request_id, first_request.applicant, first_request.withdrawn_at,
    first_request.batch_id, first_request.line
order by first_request.department, first_request.request_id
