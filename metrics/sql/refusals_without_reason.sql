-- title: 未说明理由的不同意答复
-- question: which refusals of the period give no reason?
-- kind: evidence
-- grain: refused request replied to in the period
-- units: 件
-- source: 第九条
-- columns:
--   department: 提供部门
--   request_id: 申请编号
--   resource_id: 资源编号
--   resource_name: 数据名称
--   applicant: 使用部门
--   applied_at: 申请时间
--   replied_at: 答复时间
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    refusals.department, refusals.request_id, refusals.resource_id, refusals.resource_name, refusals.applicant,
    refusals.applied_at, refusals.replied_at,
    'requests' as feed, refusals.batch_id, refusals.line, batches.file_name,
    format('{}答复不同意，未说明理由', refusals.replied_at::date) as reason
from refusals($start, least($end, $as_of)) as refusals
left join batches on batches.batch_id = refusals.batch_id
where not refusals.reasoned and ($department is null or refusals.department = $department)
order by refusals.replied_at desc, refusals.department, refusals.request_id
limit $limit
