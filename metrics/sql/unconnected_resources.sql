-- title: 未挂接资源清单
-- question: which resources to be shared are not connected to the sharing platform?
-- kind: evidence
-- grain: resource listed on as_of
-- units: 个
-- source: 第四条
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    findings.department, findings.resource_id, findings.resource_name,
    'catalogue' as feed, findings.batch_id, findings.line, batches.file_name, findings.reason
from catalogue_findings($as_of) as findings
left join batches on batches.batch_id = findings.batch_id
where findings.finding = 'never_connected' and ($department is null or findings.department = $department)
order by findings.department, findings.resource_id
limit $limit
