-- title: 更新频度申报率
-- question: what share of the shared resources declares an update frequency that can be kept or missed?
-- kind: rate
-- grain: department of the register
-- units: 个；比率0–1
-- source: 第六条、第十条
-- evidence: undeclared_frequencies
-- columns:
--   department: 部门
--   numerator: 已申报明确频度（个）
--   denominator: 共享资源（个）
--   value: 申报率
--   irregular: 不定期（个）
--   not_updated: 不更新（个）
--   undeclared: 未申报（个）
--
-- "Irregular" and undeclared lower the rate; "not updated" is a declaration (fixed data) and is shown beside it.

with counted as (
    select
        department,
        count(*) as resources,
        count(*) filter (update_frequency = 'irregular') as irregular,
        count(*) filter (update_frequency = 'not_updated') as not_updated,
        count(*) filter (coalesce(update_frequency, 'undeclared') = 'undeclared') as undeclared
    from catalogue_as_of($as_of)
    where share_type is distinct from 'not_shared'
    group by department
)
select
    departments.department,
    coalesce(counted.resources - counted.irregular - counted.undeclared, 0) as numerator,
    coalesce(counted.resources, 0) as denominator,
    (counted.resources - counted.irregular - counted.undeclared) / counted.resources as value,
    coalesce(counted.irregular, 0) as irregular,
    coalesce(counted.not_updated, 0) as not_updated,
    coalesce(counted.undeclared, 0) as undeclared
from departments
left join counted on counted.department = departments.department
where $department is null or departments.department = $department
order by departments.department
