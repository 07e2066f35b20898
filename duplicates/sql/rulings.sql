-- question: what was ruled on a finding, in order?
-- grain: one row per ruling, oldest first
-- units: ruled_at naive Asia/Shanghai local time
-- source: duplicate_rulings
select *
from duplicate_rulings
where ($finding_id::varchar is null or finding_id = $finding_id)
    and ($department::varchar is null or department = $department)
order by ruling_id
