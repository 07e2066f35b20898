-- title: 只改时间未改内容的更新
-- question: which entries of the refresh log renewed nothing?
-- kind: evidence
-- grain: refresh log entry of the period whose content hash and row count are those told before
-- units: 条
-- source: 第十条
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   refreshed_at: 更新时间
--   row_count: 数据行数
--   content_hash: 内容摘要
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

with touched as (
    select * from idle_refreshes where refreshed_at >= $start and refreshed_at < least($end, $as_of) + 1
)
select
    listed.department, touched.resource_id, listed.resource_name, touched.refreshed_at, touched.row_count,
    touched.content_hash,
    'refreshes' as feed, touched.batch_id, touched.line, batches.file_name,
    '内容摘要或行数与上次相同，不计为数据更新' as reason
from touched
left join resource_at() as listed
    on listed.resource_id = touched.resource_id
    and listed.valid_from <= touched.refreshed_at::date
    and touched.refreshed_at::date < listed.valid_until
left join batches on batches.batch_id = touched.batch_id
where $department is null or listed.department = $department
order by touched.refreshed_at desc, listed.department, touched.resource_id
limit $limit
