-- title: 截至日不及时的资源
-- question: which resources are not fresh on as_of, and since when?
-- kind: evidence
-- grain: shared resource with a declared update frequency
-- units: 日
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
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    freshness.department, freshness.resource_id, freshness.resource_name,
    freshness.update_frequency, freshness.update_frequency_text,
    freshness.last_refreshed_on, freshness.age_days::bigint as age_days,
    freshness.fresh_days as fresh_limit_days, freshness.state,
    'catalogue' as feed, freshness.batch_id, freshness.line, batches.file_name,
    case
        when freshness.state = 'unknown' then '没有任何有效更新记录'
        else format(
            '最近一次有效更新为{}，距截至日{}日，超过及时上限{}日',
            freshness.last_refreshed_on, freshness.age_days, freshness.fresh_days
        )
    end as reason
from resource_freshness($as_of) as freshness
left join batches on batches.batch_id = freshness.batch_id
where freshness.measurable and freshness.state <> 'fresh' and ($department is null or freshness.department = $department)
order by
    freshness.age_days - freshness.fresh_days desc nulls first, freshness.department, freshness.resource_id
limit $limit
