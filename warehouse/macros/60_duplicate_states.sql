-- question: does each finding of duplicate collection wait for a ruling, or how was it ruled on?
-- grain: one row per finding of the newest stored comparison
-- units: state is open, returned (its items changed since the ruling) or the verdict; the other columns are the ruling's
-- source: duplicate_findings, duplicate_rulings
--
-- A ruling belongs to a pair of resources and to the items it was made on: also where the same pair comes up again under
-- another id (an alias joined the dictionary, a data element was imported). Only where none was made on the items as
-- they stand, the newest one on the finding itself counts, as one to be made again.

create or replace macro memory.macros.duplicate_states() as table
with ruled as (
    select findings.finding_id, true as current, rulings.ruling_id
    from duplicate_findings as findings
    join duplicate_rulings as rulings
        on rulings.resource_id = findings.resource_id
        and rulings.source_id = findings.source_id
        and rulings.items_sha256 = findings.items_sha256
        and rulings.source_items_sha256 = findings.source_items_sha256
    union all
    select findings.finding_id, false, rulings.ruling_id
    from duplicate_findings as findings
    join duplicate_rulings as rulings on rulings.finding_id = findings.finding_id
),
newest as (
    select
        finding_id,
        arg_max(ruling_id, (ruling_id, current)) as ruling_id,
        arg_max(current, (ruling_id, current)) as current
    from ruled
    group by finding_id
)
select
    findings.finding_id, findings.kind, findings.finding_class, findings.department, findings.found_on,
    case
        when newest.ruling_id is null then 'open'
        when not newest.current then 'returned'
        else rulings.verdict
    end as state,
    rulings.verdict, rulings.legal_basis, rulings.reason, rulings.ruled_by, rulings.ruled_at
from duplicate_findings as findings
left join newest on newest.finding_id = findings.finding_id
left join duplicate_rulings as rulings on rulings.ruling_id = newest.ruling_id;
