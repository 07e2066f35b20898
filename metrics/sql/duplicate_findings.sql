-- title: 经确认的重复采集
-- question: which confirmed findings of duplicate collection stand on as_of?
-- kind: evidence
-- grain: collecting resource and sharing department; the sharing resource is that of the latest ruling
-- units: 项
-- source: 第五条第三项、第十三条、第二十条第二项
-- columns:
--   department: 采集部门
--   resource_id: 资源编号
--   resource_name: 采集资源
--   items: 重复采集的信息项
--   provider: 提供部门
--   source_id: 来源资源编号
--   source_name: 来源资源
--   ruled_by: 裁定人
--   ruled_at: 裁定时间
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    standing.department, standing.resource_id, standing.resource_name, standing.items, standing.provider,
    standing.source_id, standing.source_name, standing.ruled_by, standing.ruled_at,
    'items' as feed, standing.batch_id, standing.line, batches.file_name,
    format('采集的“{}”，{}已在“{}”中共享；裁定理由：{}', standing.items, standing.provider, standing.source_name,
        standing.ruling_reason) as reason
from confirmed_duplicates($as_of) as standing
left join batches on batches.batch_id = standing.batch_id
where $department is null or standing.department = $department
order by standing.department, standing.resource_id, standing.source_id
limit $limit
