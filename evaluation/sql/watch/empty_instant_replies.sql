-- question: which requests were answered at once without anything being decided or delivered?
-- grain:    request answered in the period within an hour of being filed, without a decision, or approved and never delivered
-- units:    minutes
-- source:   requests (article 9)
select
    clock.department,
    clock.request_id as subject,
    format(
        '申请提出 {} 分钟后即答复，{}', date_diff('minute', clock.applied_at, clock.replied_at),
        case when clock.decision is null then '没有答复结果' else '答复同意但至今没有提供数据' end
    ) as reason,
    'requests' as feed, clock.batch_id, clock.line, batches.file_name
from request_clock($as_of) as clock
join requests on requests.request_id = clock.request_id
left join batches on batches.batch_id = clock.batch_id
where clock.replied_at::date between $start and least($end, $as_of)
    and clock.replied_at >= clock.applied_at
    and clock.replied_at < clock.applied_at + interval 1 hour
    and (
        clock.decision is null
        or (clock.decision in ('approved', 'partly_approved') and (requests.delivered_at is null or requests.delivered_at::date > $as_of))
    )
    and ($department is null or clock.department = $department)
order by clock.department, clock.request_id
