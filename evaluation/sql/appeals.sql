-- question: which ledger rows were contested in a round, and what was ruled last?
-- grain:    appeal, oldest first
-- units:    points parts of the scheme's scale; share 0 to 1
-- source:   appeals, appeal_rulings (the newest ruling holds), appeal_files
with newest_rulings as (
    select * from appeal_rulings
    qualify row_number() over (partition by appeal_id order by ruled_at desc, rowid desc) = 1
),
handed_in as (
    select appeal_id, list(file_name order by file_name) as files from appeal_files group by appeal_id
)
select
    appeals.appeal_id, appeals.round_id, appeals.edition, appeals.entry, appeals.kind, appeals.department, appeals.code,
    appeals.points, appeals.sentence, appeals.statement, appeals.filed_by, appeals.filed_at, appeals.rule_by,
    coalesce(handed_in.files, []) as files,
    rulings.ruling, rulings.share, rulings.reason, rulings.score_before, rulings.score_after, rulings.rank_before,
    rulings.rank_after, rulings.ruled_by, rulings.ruled_at
from appeals
left join newest_rulings as rulings on rulings.appeal_id = appeals.appeal_id
left join handed_in on handed_in.appeal_id = appeals.appeal_id
where ($round_id is null or appeals.round_id = $round_id)
    and ($department is null or appeals.department = $department)
order by appeals.filed_at, appeals.appeal_id
