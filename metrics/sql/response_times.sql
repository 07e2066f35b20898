-- title: 共享申请答复用时
-- question: how long did each request of the period take, against how long it may take?
-- kind: list
-- grain: request applied in the period, or whose deadline falls in it
-- units: 工作日
-- source: 第九条
-- columns:
--   department: 提供部门
--   request_id: 申请编号
--   resource_id: 资源编号
--   resource_name: 数据名称
--   applicant: 使用部门
--   share_type: 共享类别（代码）
--   applied_at: 申请时间
--   replied_at: 答复时间
--   decision: 答复结果（代码）
--   refusal_reason: 理由
--   working_days_allowed: 规定工作日
--   working_days_used: 已用工作日
--   deadline: 截止日期
--   state: 状态（代码）
--   counted: 是否计入本期按时答复率
--   provisional: 截止日期是否暂定
--   rule_id: 适用规则
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名

with clock as (
    select * from request_clock($as_of, since := $start)
    where (applied_on between $start and $end or deadline between $start and $end)
        and ($department is null or department = $department)
)
select
    clock.department, clock.request_id, clock.resource_id, clock.resource_name, clock.applicant, clock.share_type,
    clock.applied_at, clock.replied_at, clock.decision, clock.refusal_reason,
    clock.working_days_allowed, clock.working_days_used, clock.deadline, clock.state,
    clock.counted and clock.deadline between $start and least($end, $as_of) as counted,
    clock.provisional, clock.rule_id,
    'requests' as feed, clock.batch_id, clock.line, batches.file_name
from clock
left join batches on batches.batch_id = clock.batch_id
order by clock.applied_at desc, clock.request_id
limit $limit
