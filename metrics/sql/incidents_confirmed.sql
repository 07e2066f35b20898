-- title: 经确认的安全事件
-- question: which confirmed incidents happened in the period?
-- kind: evidence
-- grain: incident
-- units: 起
-- source: 第二十条第四项
-- columns:
--   department: 责任部门
--   incident_id: 事件编号
--   occurred_on: 发生日期
--   kind: 类型（代码）
--   resource_id: 资源编号
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    incidents.department, incidents.incident_id, incidents.occurred_on, incidents.kind, incidents.resource_id,
    'incidents' as feed, incidents.batch_id, incidents.line, batches.file_name,
    format('{}发生的安全事件已经确认', incidents.occurred_on) as reason
from incidents
left join batches on batches.batch_id = incidents.batch_id
where incidents.confirmed
    and incidents.occurred_on between $start and least($end, $as_of)
    and ($department is null or incidents.department = $department)
order by incidents.occurred_on desc, incidents.department, incidents.incident_id
limit $limit
