-- title: 逾期答复清单
-- question: which requests of the period count as not answered in time?
-- kind: evidence
-- grain: request whose deadline falls in the period and that was answered late or not validly answered
-- units: 自然日；工作日
-- source: 第九条
-- columns:
--   department: 提供部门
--   request_id: 申请编号
--   resource_id: 资源编号
--   resource_name: 数据名称
--   applicant: 使用部门
--   applied_at: 申请时间
--   deadline: 截止日期
--   replied_at: 答复时间
--   state: 状态（代码）
--   days_late: 逾期（自然日）
--   working_days_used: 已用工作日
--   working_days_allowed: 规定工作日
--   provisional: 截止日期是否暂定
--   rule_id: 适用规则
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明
--
-- Exactly the requests in the denominator but not in the numerator of on_time_rate.

select
    late.department, late.request_id, late.resource_id, late.resource_name, late.applicant, late.applied_at, late.deadline,
    late.replied_at, late.state, late.days_late, late.working_days_used, late.working_days_allowed, late.provisional,
    late.rule_id, 'requests' as feed, late.batch_id, late.line, batches.file_name, late.reason
from late_requests($as_of, since := $start) as late
left join batches on batches.batch_id = late.batch_id
where late.deadline between $start and least($end, $as_of) and ($department is null or late.department = $department)
order by late.days_late desc, late.department, late.request_id
limit $limit
