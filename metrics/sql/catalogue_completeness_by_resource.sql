-- title: 目录缺项清单
-- question: which resources leave which of article 6's nine fields blank?
-- kind: evidence
-- grain: resource listed on as_of with at least one field blank
-- units: 项
-- source: 第六条
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   filled_fields: 已填写（项）
--   missing_fields: 缺项（项）
--   missing: 缺哪些项
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    fields.department, fields.resource_id, fields.resource_name,
    fields.filled_fields::bigint as filled_fields,
    (9 - fields.filled_fields)::bigint as missing_fields,
    fields.missing,
    'catalogue' as feed, fields.batch_id, fields.line, batches.file_name,
    format('目录九项中缺{}项：{}', 9 - fields.filled_fields, fields.missing) as reason
from catalogue_fields($as_of) as fields
left join batches on batches.batch_id = fields.batch_id
where fields.filled_fields < 9 and ($department is null or fields.department = $department)
order by missing_fields desc, fields.department, fields.resource_id
limit $limit
