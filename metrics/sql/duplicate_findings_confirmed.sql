-- title: 经确认的重复采集（项）
-- question: how many confirmed findings of duplicate collection does each department answer for on as_of?
-- kind: rate
-- grain: department of the register
-- units: 项
-- source: 第五条第三项、第十三条、第二十条第二项
-- evidence: duplicate_findings
-- columns:
--   department: 部门
--   numerator: 经确认的重复采集（项）
--   denominator: 向自然人、法人采集的资源（个）
--   value: 计分的重复采集（项）
--   ruled: 已裁定的发现（项）
--   waiting: 待裁定的发现（项）

-- A collecting resource counts once for each department that shares what it collects, however many findings and editions
-- say so (a later ruling on the same pair and items
-- supersedes an earlier one), as long as on as_of the one still collects
-- one of the confirmed items and the other is still shared. The value is null (not scored) where nothing is collected from
-- people or companies, where no comparison was stored, and where findings wait and none was ruled on: what nobody judged
-- costs nothing and earns nothing. A department in whom a comparison found nothing has the value 0.

with standing as (
    select department, count(*) as findings from confirmed_duplicates($as_of) group by department
),
collecting as (
    select department, count(*) as resources
    from catalogue_as_of($as_of)
    where resource_id in (select resource_id from items where collected_from in ('person', 'company'))
    group by department
),
reviewed as (
    select
        department,
        count(*) filter (where state not in ('open', 'returned')) as ruled,
        count(*) filter (where state in ('open', 'returned')) as waiting
    from duplicate_states()
    where finding_class = 'duplicate'
    group by department
)
select
    departments.department,
    coalesce(standing.findings, 0) as numerator,
    coalesce(collecting.resources, 0) as denominator,
    case
        when coalesce(standing.findings, 0) > 0 then standing.findings
        when coalesce(collecting.resources, 0) = 0 then null
        when (select count(*) from duplicate_runs) = 0 then null
        when coalesce(reviewed.waiting, 0) > 0 and coalesce(reviewed.ruled, 0) = 0 then null
        else 0
    end as value,
    coalesce(reviewed.ruled, 0) as ruled,
    coalesce(reviewed.waiting, 0) as waiting
from departments
left join standing on standing.department = departments.department
left join collecting on collecting.department = departments.department
left join reviewed on reviewed.department = departments.department
where $department is null or departments.department = $department
order by departments.department
