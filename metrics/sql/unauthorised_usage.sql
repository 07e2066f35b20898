-- title: 未按授权使用的日志
-- question: which successful calls were not covered by a grant, and why?
-- kind: evidence
-- grain: usage log line
-- units: 次；行
-- source: 第九条、第十九条、第二十条第四项
-- columns:
--   department: 使用部门
--   provider: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   request_id: 申请编号
--   called_at: 调用时间
--   log_id: 日志编号
--   purpose: 使用用途
--   mode: 方式（代码）
--   row_count: 返回数据（行）
--   use_class: 使用分类（代码）
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明
--
-- One row per call in judged minus authorised of authorised_use.

with misused as (
    select distinct batch_id, called_on, consumer, resource_id, provider, request_id, purpose, mode, use_class
    from usage_daily
    where outcome = 'success'
        and use_class in ('no_grant', 'outside_period', 'purpose_differs', 'not_shared')
        and called_on between $start and least($end, $as_of)
        and ($department is null or consumer = $department)
),
calls as (
    select misused.provider, misused.use_class, usage.*
    from usage
    join misused
        on misused.batch_id = usage.batch_id
        and misused.resource_id = usage.resource_id
        and misused.consumer = usage.consumer
        and misused.called_on = usage.called_at::date
        and misused.request_id is not distinct from usage.request_id
        and misused.purpose is not distinct from usage.purpose
        and misused.mode is not distinct from usage.mode
    where usage.status = 'success'
        and usage.called_at >= $start
        and usage.called_at < least($end, $as_of) + 1
    order by usage.row_count desc nulls last, usage.called_at desc, usage.batch_id, usage.line
    limit $limit
)
select
    calls.consumer as department, calls.provider, calls.resource_id, listed.resource_name, calls.request_id, calls.called_at,
    calls.log_id, calls.purpose, calls.mode, calls.row_count, calls.use_class,
    'usage' as feed, calls.batch_id, calls.line, batches.file_name,
    case calls.use_class
        when 'no_grant' then '调用有条件共享资源，没有同意共享的申请'
        when 'outside_period' then coalesce(format('不在申请{}的授权期限内', calls.request_id), '不在申请的授权期限内')
        when 'purpose_differs' then format('使用用途“{}”与申请的用途不一致', coalesce(calls.purpose, ''))
        else '调用不予共享的资源'
    end as reason
from calls
left join resource_at() as listed
    on listed.resource_id = calls.resource_id
    and listed.valid_from <= calls.called_at::date
    and calls.called_at::date < listed.valid_until
left join batches on batches.batch_id = calls.batch_id
order by calls.row_count desc nulls last, calls.called_at desc, calls.batch_id, calls.line
