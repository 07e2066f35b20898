-- title: 未落实的安全保障措施
-- question: which of article 17's safeguards is missing where?
-- kind: evidence
-- grain: department and safeguard
-- units: 项
-- source: 第十七条
-- columns:
--   department: 部门
--   safeguard: 措施（代码）
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

with missing as (
    select department, batch_id, line, 'data_officer' as safeguard, '未指定数据专员' as reason
    from safeguards($as_of) where not has_officer
    union all
    select department, batch_id, line, 'confidentiality_agreement', '未签订保密协议'
    from safeguards($as_of) where not has_agreement
    union all
    select department, batch_id, line, 'security_rules', '未建立安全管理制度'
    from safeguards($as_of) where not has_rules
)
select
    missing.department, missing.safeguard,
    'departments' as feed, missing.batch_id, missing.line, batches.file_name, missing.reason
from missing
left join batches on batches.batch_id = missing.batch_id
where $department is null or missing.department = $department
order by missing.department, missing.safeguard
limit $limit
