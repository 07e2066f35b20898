-- title: 资源挂接率
-- question: what share of the resources to be shared is connected to the sharing platform?
-- kind: rate
-- grain: department of the register
-- units: 个；比率0–1
-- source: 第四条
-- evidence: unconnected_resources
-- columns:
--   department: 部门
--   numerator: 已挂接（个）
--   denominator: 应挂接（个）
--   value: 挂接率
--
-- A blank cell counts as not connected where the catalogue tells the column for any resource; where it tells it for none,
-- nothing is measured.

with listed as (
    select department, share_type, connected, bool_or(connected is not null) over () as connection_told
    from catalogue_as_of($as_of)
),
counted as (
    select department, count(*) filter (connected) as connected, count(*) as resources
    from listed
    where connection_told and share_type is distinct from 'not_shared'
    group by department
)
select
    departments.department,
    coalesce(counted.connected, 0) as numerator,
    coalesce(counted.resources, 0) as denominator,
    counted.connected / counted.resources as value
from departments
left join counted on counted.department = departments.department
where $department is null or departments.department = $department
order by departments.department
