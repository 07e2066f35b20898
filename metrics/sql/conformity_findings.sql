-- title: 目录合规问题
-- question: which resources break which rule of the catalogue?
-- kind: evidence
-- grain: resource listed on as_of and rule broken
-- units: 个
-- source: 第四条、第八条、第九条、第十一条
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   finding: 问题（代码）
--   article: 依据条款
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    findings.department, findings.resource_id, findings.resource_name, findings.finding, findings.article,
    'catalogue' as feed, findings.batch_id, findings.line, batches.file_name, findings.reason
from catalogue_findings($as_of) as findings
left join batches on batches.batch_id = findings.batch_id
where $department is null or findings.department = $department
order by
    count(*) over (partition by findings.resource_id) desc, findings.department, findings.resource_id, findings.article,
    findings.finding
limit $limit
