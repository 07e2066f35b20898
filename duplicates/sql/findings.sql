-- question: which findings stand, and what was ruled on each?
-- grain: one row per finding of the newest stored comparison
-- units: as in duplicate_findings; state as in macro duplicate_states
-- source: duplicate_findings, macro duplicate_states
select
    findings.*, states.state, states.verdict, states.legal_basis, states.reason, states.ruled_by, states.ruled_at
from duplicate_findings as findings
join duplicate_states() as states on states.finding_id = findings.finding_id
where ($department::varchar is null or findings.department = $department)
    and ($finding_id::varchar is null or findings.finding_id = $finding_id)
order by
    findings.kind desc, findings.finding_class <> 'duplicate', findings.finding_class,
    list_position(['high', 'middle', 'low'], findings.band), findings.score desc,
    findings.evidence_bits desc nulls last, findings.finding_id
