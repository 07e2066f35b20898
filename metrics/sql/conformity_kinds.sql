-- title: 目录合规问题种类
-- question: how many resources break which rule of the catalogue?
-- kind: summary
-- grain: department and rule broken
-- units: 个
-- source: 第四条、第八条、第九条、第十一条
-- columns:
--   department: 提供部门
--   finding: 问题（代码）
--   article: 条款
--   findings: 问题（个）
--
-- The rows of conformity_findings, counted.

select department, finding, article, count(*) as findings
from catalogue_findings($as_of)
where $department is null or department = $department
group by department, finding, article
order by department, article, finding
