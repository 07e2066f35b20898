-- title: 调用成功率
-- question: what share of the calls on a provider's data succeeded, platform outages left out?
-- kind: rate
-- grain: department of the register (as provider)
-- units: 次；比率0–1
-- source: 第十条
-- columns:
--   department: 部门
--   numerator: 成功（次）
--   denominator: 平台正常时的调用（次）
--   value: 成功率
--   platform_failed: 平台故障期间失败（次，不计入）

with counted as (
    select
        provider,
        sum(calls) filter (outcome = 'success') as succeeded,
        sum(calls) filter (outcome <> 'platform_failure') as calls,
        sum(calls) filter (outcome = 'platform_failure') as platform_failed
    from usage_daily
    where called_on between $start and least($end, $as_of) and ($department is null or provider = $department)
    group by provider
)
select
    departments.department,
    coalesce(counted.succeeded, 0)::bigint as numerator,
    coalesce(counted.calls, 0)::bigint as denominator,
    coalesce(counted.succeeded, 0) / counted.calls as value,
    coalesce(counted.platform_failed, 0)::bigint as platform_failed
from departments
left join counted on counted.provider = departments.department
where $department is null or departments.department = $department
order by departments.department
