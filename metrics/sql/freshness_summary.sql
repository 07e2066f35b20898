-- title: 数据时效状态分布
-- question: how many shared resources are in which state of freshness on as_of?
-- kind: summary
-- grain: department and state that occurs
-- units: 个
-- source: 第十条
-- columns:
--   department: 提供部门
--   state: 状态（代码）
--   resources: 资源（个）

select department, state, count(*) as resources
from resource_freshness($as_of)
where $department is null or department = $department
group by department, state
order by department, state
