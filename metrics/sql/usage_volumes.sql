-- title: 每日调用量
-- question: how much was used per day of each provider's data?
-- kind: summary
-- grain: day and provider
-- units: 次；行
-- source: 第十三条
-- columns:
--   called_on: 日期
--   department: 提供部门（空：目录中没有该资源）
--   calls: 调用（次）
--   succeeded: 成功（次）
--   failed: 失败（次）
--   platform_failed: 平台故障期间失败（次）
--   row_count: 返回数据（行）

select
    called_on,
    provider as department,
    sum(calls)::bigint as calls,
    coalesce(sum(calls) filter (outcome = 'success'), 0)::bigint as succeeded,
    coalesce(sum(calls) filter (outcome = 'failure'), 0)::bigint as failed,
    coalesce(sum(calls) filter (outcome = 'platform_failure'), 0)::bigint as platform_failed,
    coalesce(sum(row_count), 0)::bigint as row_count
from usage_daily
where called_on between $start and least($end, $as_of) and ($department is null or provider = $department)
group by called_on, provider
order by called_on, provider
