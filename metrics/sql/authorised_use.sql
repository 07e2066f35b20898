-- title: 规范使用率
-- question: what share of the successful calls was covered by the share type or by a grant?
-- kind: rate
-- grain: department of the register (as consumer)
-- units: 次；比率0–1
-- source: 第九条、第十九条、第二十条第四项
-- evidence: unauthorised_usage
-- columns:
--   department: 部门
--   numerator: 有授权的调用（次）
--   denominator: 可判定的成功调用（次）
--   value: 规范使用率
--   cannot_judge: 无法判定（次）
--   unknown_resource: 目录中没有该资源（次）
--
-- Only successful calls are use: a refused or failed call took nothing and is counted with the failures. Calls that cannot be
-- judged, or whose resource is in no catalogue, are shown beside the rate, not in it.

with counted as (
    select
        consumer,
        sum(calls) filter (use_class in ('direct', 'within_grant', 'own_resource')) as authorised,
        sum(calls) filter (use_class not in ('cannot_judge', 'unknown_resource')) as judged,
        sum(calls) filter (use_class = 'cannot_judge') as cannot_judge,
        sum(calls) filter (use_class = 'unknown_resource') as unknown_resource
    from usage_daily
    where outcome = 'success'
        and called_on between $start and least($end, $as_of)
        and ($department is null or consumer = $department)
    group by consumer
)
select
    departments.department,
    coalesce(counted.authorised, 0)::bigint as numerator,
    coalesce(counted.judged, 0)::bigint as denominator,
    coalesce(counted.authorised, 0) / counted.judged as value,
    coalesce(counted.cannot_judge, 0)::bigint as cannot_judge,
    coalesce(counted.unknown_resource, 0)::bigint as unknown_resource
from departments
left join counted on counted.consumer = departments.department
where $department is null or departments.department = $department
order by departments.department
