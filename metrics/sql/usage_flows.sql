-- title: 部门间数据流向
-- question: who uses whose data, and how much?
-- kind: summary
-- grain: provider and consumer
-- units: 次；行；个
-- source: 第十三条
-- columns:
--   provider: 提供部门（空：目录中没有该资源）
--   consumer: 使用部门
--   calls: 调用（次）
--   succeeded: 成功（次）
--   row_count: 返回数据（行）
--   resources: 使用的资源（个）

with resources as (  -- grouped first: cheaper than counting distinct texts per pair
    select
        provider,
        consumer,
        resource_id,
        sum(calls) as calls,
        sum(calls) filter (outcome = 'success') as succeeded,
        sum(row_count) as row_count
    from usage_daily
    where called_on between $start and least($end, $as_of)
        and ($department is null or provider = $department or consumer = $department)
    group by provider, consumer, resource_id
)

select
    provider,
    consumer,
    sum(calls)::bigint as calls,
    coalesce(sum(succeeded), 0)::bigint as succeeded,
    coalesce(sum(row_count), 0)::bigint as row_count,
    count(resource_id) as resources
from resources
group by provider, consumer
order by calls desc, provider, consumer
