-- title: 失败与耗时
-- question: how often do calls on each resource fail, and how long do they take?
-- kind: summary
-- grain: provider and resource
-- units: 次；毫秒
-- source: 第十条
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   calls: 调用（次）
--   succeeded: 成功（次）
--   failed: 失败（次）
--   platform_failed: 平台故障期间失败（次）
--   success_share: 成功率（不含平台故障）
--   mean_latency_ms: 平均耗时（毫秒）
--   median_latency_ms: 中位耗时不超过（毫秒；空：超过5000或没有记录）
--   p95_latency_ms: 95%的调用耗时不超过（毫秒；空：超过5000或没有记录）
--
-- Quantiles come from the daily histograms: the upper edge of the bucket in which the quantile lies.

with summed as (
    select
        provider as department,
        resource_id,
        sum(calls) as calls,
        sum(calls) filter (outcome = 'success') as succeeded,
        sum(calls) filter (outcome = 'failure') as failed,
        sum(calls) filter (outcome = 'platform_failure') as platform_failed,
        sum(latency_histogram[1]) as bucket_1,
        sum(latency_histogram[2]) as bucket_2,
        sum(latency_histogram[3]) as bucket_3,
        sum(latency_histogram[4]) as bucket_4,
        sum(latency_histogram[5]) as bucket_5,
        sum(latency_histogram[6]) as bucket_6,
        sum(latency_histogram[7]) as bucket_7,
        sum(latency_histogram[8]) as bucket_8,
        sum(latency_histogram[9]) as bucket_9,
        sum(latency_histogram[10]) as bucket_10,
        sum(latency_histogram[11]) as bucket_11,
        sum(latency_total_ms) as latency_total_ms
    from usage_daily
    where called_on between $start and least($end, $as_of) and ($department is null or provider = $department)
    group by provider, resource_id
),
buckets as (
    select
        *,
        [bucket_1, bucket_2, bucket_3, bucket_4, bucket_5, bucket_6, bucket_7, bucket_8, bucket_9, bucket_10, bucket_11]
            as counts,
        [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, null] as edges
    from summed
),
timed as (
    select *, list_sum(counts) as timed_calls from buckets
)
select
    department,
    resource_id,
    calls::bigint as calls,
    coalesce(succeeded, 0)::bigint as succeeded,
    coalesce(failed, 0)::bigint as failed,
    coalesce(platform_failed, 0)::bigint as platform_failed,
    coalesce(succeeded, 0) / nullif(coalesce(succeeded, 0) + coalesce(failed, 0), 0) as success_share,
    latency_total_ms / nullif(timed_calls, 0) as mean_latency_ms,
    edges[list_position(
        list_transform(range(1, 12), lambda n: list_sum(counts[1:n]) >= 0.5 * timed_calls), true
    )]::bigint as median_latency_ms,
    edges[list_position(
        list_transform(range(1, 12), lambda n: list_sum(counts[1:n]) >= 0.95 * timed_calls), true
    )]::bigint as p95_latency_ms
from timed
order by calls desc, department, resource_id
limit $limit
