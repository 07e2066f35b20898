-- title: 评价期内不及时的资源
-- question: which resources were not fresh on every day of the period, and for how long?
-- kind: evidence
-- grain: resource (and department responsible) with a declared update frequency in the period
-- units: 日；比率0–1
-- source: 第十条、第二十条第三项
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   days: 评价期内应及时（日）
--   fresh_days: 其中及时（日）
--   fresh_share: 评价期及时率
--   stale_days: 不及时（日）
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明
--
-- The stale_days of a department add up to denominator minus numerator of freshness_period.

with listed as (
    select row_key as resource_id, max_by(
        {'resource_name': resource_name, 'batch_id': batch_id, 'line': line}, (exported_on, batch_id)
    ) as origin
    from catalogue_history
    where removed is not true
    group by row_key
)
select
    periods.department, periods.resource_id, listed.origin.resource_name as resource_name,
    periods.days::bigint as days, periods.fresh_days::bigint as fresh_days, periods.fresh_days / periods.days as fresh_share,
    (periods.days - periods.fresh_days)::bigint as stale_days,
    'catalogue' as feed, listed.origin.batch_id as batch_id, listed.origin.line as line, batches.file_name,
    format('评价期{}日中有{}日数据不及时', periods.days, periods.days - periods.fresh_days) as reason
from fresh_days($start, $end, $as_of) as periods
left join listed on listed.resource_id = periods.resource_id
left join batches on batches.batch_id = listed.origin.batch_id
where periods.fresh_days < periods.days and ($department is null or periods.department = $department)
order by stale_days desc, periods.department, periods.resource_id
limit $limit
