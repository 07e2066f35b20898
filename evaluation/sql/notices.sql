-- question: which notices of rectification were drafted?
-- grain:    notice, oldest first
-- units:    working days
-- source:   notices
select
    notice_id, round_id, edition, department, circumstance, facts, facts_sha256, working_days, drafted_by, drafted_at
from notices
where ($round_id is null or round_id = $round_id) and ($department is null or department = $department)
order by drafted_at, notice_id
