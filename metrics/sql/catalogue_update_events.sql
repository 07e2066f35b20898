-- title: 职能与法规变动及目录更新
-- question: what became of each change of law or duty in the catalogue?
-- kind: list
-- grain: change of the period, or whose deadline falls in it
-- units: 件
-- source: 第七条
-- columns:
--   department: 部门
--   event_id: 变动编号
--   changed_on: 变动日期
--   description: 变动内容
--   deadline: 应更新截止日期
--   completed_on: 更新完成日期
--   resources: 涉及资源（个）
--   updated: 已更新资源（个）
--   pending: 未更新的资源
--   state: 状态（代码）
--   counted: 是否计入本期按时更新率
--   provisional: 截止日期是否暂定
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    events.department, events.event_id, events.changed_on, events.description, events.deadline, events.completed_on,
    events.resources, events.updated, events.pending, events.state,
    events.counted and events.deadline between $start and least($end, $as_of) as counted,
    events.provisional,
    'change_events' as feed, events.batch_id, events.line, batches.file_name,
    events.reason
from catalogue_update_clock($as_of) as events
left join batches on batches.batch_id = events.batch_id
where (events.changed_on between $start and $end or events.deadline between $start and $end)
    and ($department is null or events.department = $department)
order by events.changed_on desc, events.event_id
limit $limit
