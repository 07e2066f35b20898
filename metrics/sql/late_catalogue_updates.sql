-- title: 目录未按时更新清单
-- question: which changes of law or duty were not followed by a catalogue update in time?
-- kind: evidence
-- grain: change whose deadline falls in the period and whose resources were updated late or not at all
-- units: 件
-- source: 第七条、第二十条第三项
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
where events.counted
    and events.state <> 'on_time'
    and events.deadline between $start and least($end, $as_of)
    and ($department is null or events.department = $department)
order by events.deadline, events.department, events.event_id
limit $limit
