-- title: 使用行为分类
-- question: how many calls of each consumer fall into which class of authorised use?
-- kind: summary
-- grain: consumer and class
-- units: 次；行
-- source: 第九条、第十三条、第十九条、第二十条第四项
-- columns:
--   department: 使用部门
--   use_class: 使用分类（代码）
--   calls: 调用（次）
--   succeeded: 成功（次）
--   failed: 失败（次）
--   platform_failed: 平台故障期间失败（次）
--   row_count: 返回数据（行）

select
    consumer as department,
    use_class,
    sum(calls)::bigint as calls,
    coalesce(sum(calls) filter (outcome = 'success'), 0)::bigint as succeeded,
    coalesce(sum(calls) filter (outcome = 'failure'), 0)::bigint as failed,
    coalesce(sum(calls) filter (outcome = 'platform_failure'), 0)::bigint as platform_failed,
    coalesce(sum(row_count), 0)::bigint as row_count
from usage_daily
where called_on between $start and least($end, $as_of) and ($department is null or consumer = $department)
group by consumer, use_class
order by consumer, use_class
