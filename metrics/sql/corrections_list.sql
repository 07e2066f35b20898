-- title: 疑义校核清单
-- question: what became of each doubt raised about data?
-- kind: list
-- grain: correction raised in the period, or whose deadline falls in it
-- units: 件
-- source: 第十二条
-- columns:
--   department: 提供部门
--   correction_id: 校核编号
--   resource_id: 资源编号
--   resource_name: 数据名称
--   raised_by: 提出部门
--   raised_at: 提出时间
--   description: 疑义内容
--   replied_at: 答复时间
--   outcome: 核实结果（代码）
--   corrected_at: 更正时间
--   working_days_used: 已用工作日
--   deadline: 截止日期
--   state: 状态（代码）
--   counted: 是否计入本期按时率
--   provisional: 截止日期是否暂定
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    checks.department, checks.correction_id, checks.resource_id, checks.resource_name, checks.raised_by, checks.raised_at,
    checks.description, checks.replied_at, checks.outcome, checks.corrected_at,
    checks.working_days_used::bigint as working_days_used, checks.deadline, checks.state,
    checks.counted and checks.deadline between $start and least($end, $as_of) as counted,
    checks.provisional,
    'corrections' as feed, checks.batch_id, checks.line, batches.file_name,
    checks.reason
from correction_clock($as_of) as checks
left join batches on batches.batch_id = checks.batch_id
where (checks.raised_on between $start and $end or checks.deadline between $start and $end)
    and ($department is null or checks.department = $department)
order by checks.raised_at desc, checks.correction_id
limit $limit
