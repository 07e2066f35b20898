-- question: what waits for somebody's decision?
-- grain: kind of thing that waits, where there is any
-- units: amount counts; since is the oldest of them
-- source: appeals, duplicate findings, rounds, projects' proposals and refused lines, less what was decided
with newest_step as (
    select round_id, arg_max(step, taken_at) as step, max(taken_at) as since from round_steps group by round_id
),
waiting as (
    select 'appeals' as kind, count(*) as amount, min(appeals.filed_at) as since
    from appeals
    left join appeal_rulings on appeal_rulings.appeal_id = appeals.appeal_id
    where appeal_rulings.appeal_id is null
    union all
    select 'duplicates', count(*), min(found_on)::timestamp
    from duplicate_findings
    where finding_class = 'duplicate'
        and not exists (select 1 from duplicate_rulings where duplicate_rulings.finding_id = duplicate_findings.finding_id)
    union all
    select 'rounds', count(*), min(since) from newest_step where step <> 'seal'
    union all
    select 'refused', coalesce(sum(refused), 0), min(loaded_at)
    from batches
    where undone_at is null and refused > 0 and loaded_at >= $since::timestamp
)
select kind, amount::bigint as amount, since from waiting where amount > 0
