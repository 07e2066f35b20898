-- question: what waits for somebody's decision?
-- grain: kind of thing that waits, where there is any
-- units: amount counts; since is the oldest of them
-- source: appeals, duplicate findings, rounds, projects (each has a proposal in the newest published round) and refused
--         lines, less what was decided
with newest_step as (
    select round_id, arg_max(step, taken_at) as step, max(taken_at) as since from round_steps group by round_id
),
newest_round as (
    select rounds.round_id
    from rounds
    join round_steps on round_steps.round_id = rounds.round_id and round_steps.step = 'publish'
    order by rounds.opened_at desc, rounds.round_id
    limit 1
),
waiting as (
    select 'appeals' as kind, count(*) as amount, min(appeals.filed_at) as since
    from appeals
    left join appeal_rulings on appeal_rulings.appeal_id = appeals.appeal_id
    where appeal_rulings.appeal_id is null
    union all
    select 'duplicates', count(*), min(found_on)::timestamp
    from duplicate_states()
    where finding_class = 'duplicate' and state in ('open', 'returned')
    union all
    select 'rounds', count(*), min(since) from newest_step where step not in ('seal', 'amend')
    union all
    select 'budget', count(*), min(batches.loaded_at)
    from projects
    cross join newest_round
    left join batches on batches.batch_id = projects.batch_id
    where not exists (
        select 1
        from budget_decisions
        where budget_decisions.round_id = newest_round.round_id and budget_decisions.project_id = projects.project_id
    )
    union all
    select 'refused', coalesce(sum(refused), 0), min(loaded_at)
    from batches
    where undone_at is null and refused > 0 and loaded_at >= $since::timestamp
)
select kind, amount::bigint as amount, since from waiting where amount > 0
