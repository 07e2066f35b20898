-- title: 各资源数据时效
-- question: how fresh is each shared resource on as_of, and was it over the period?
-- kind: list
-- grain: shared resource listed on as_of
-- units: 日；比率0–1
-- source: 第十条
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   update_frequency: 更新频度（代码）
--   update_frequency_text: 申报原文
--   last_refreshed_on: 最近更新日期
--   age_days: 距最近更新（日，不含平台故障日）
--   fresh_limit_days: 及时上限（日）
--   state: 截至日状态（代码）
--   days: 评价期内应及时（日）
--   fresh_days: 其中及时（日）
--   fresh_share: 评价期及时率
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名

with periods as (
    select resource_id, sum(days)::bigint as days, sum(fresh_days)::bigint as fresh_days
    from fresh_days($start, $end, $as_of)
    group by resource_id
)
select
    freshness.department, freshness.resource_id, freshness.resource_name,
    freshness.update_frequency, freshness.update_frequency_text,
    freshness.last_refreshed_on, freshness.age_days::bigint as age_days,
    freshness.fresh_days as fresh_limit_days, freshness.state,
    periods.days, periods.fresh_days, periods.fresh_days / periods.days as fresh_share,
    'catalogue' as feed, freshness.batch_id, freshness.line, batches.file_name
from resource_freshness($as_of) as freshness
left join periods on periods.resource_id = freshness.resource_id
left join batches on batches.batch_id = freshness.batch_id
where $department is null or freshness.department = $department
order by fresh_share nulls last, freshness.department, freshness.resource_id
limit $limit
