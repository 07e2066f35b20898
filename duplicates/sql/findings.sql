-- question: which findings stand, and what was ruled on each?
-- grain: one row per finding of the newest stored comparison
-- units: as in duplicate_findings; state is open, returned (its items changed since the ruling) or the verdict
-- source: duplicate_findings, duplicate_rulings
with newest as (
    select *
    from duplicate_rulings
    qualify row_number() over (partition by finding_id order by ruling_id desc) = 1
)
select
    findings.*,
    case
        when newest.ruling_id is null then 'open'
        when newest.items_sha256 <> findings.items_sha256 or newest.source_items_sha256 <> findings.source_items_sha256
            then 'returned'
        else newest.verdict
    end as state,
    newest.verdict, newest.legal_basis, newest.reason, newest.ruled_by, newest.ruled_at
from duplicate_findings as findings
left join newest on newest.finding_id = findings.finding_id
where ($department::varchar is null or findings.department = $department)
    and ($finding_id::varchar is null or findings.finding_id = $finding_id)
order by
    findings.kind desc, findings.finding_class <> 'duplicate', findings.finding_class,
    list_position(['high', 'middle', 'low'], findings.band), findings.score desc,
    findings.evidence_bits desc nulls last, findings.finding_id
