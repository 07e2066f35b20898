-- question: which name means the same as which other?
-- grain: one row per decision
-- units: confirmed_at naive Asia/Shanghai local time
-- source: an evaluator's ruling
insert into duplicate_aliases
select
    $alias as alias, $canonical as canonical, $confirmed_by as confirmed_by, $confirmed_at::timestamp as confirmed_at,
    $finding_id as finding_id, $withdrawn as withdrawn
