-- question: what was decided on each project in a round?
-- grain:    project, its newest decision
-- units:    amount_wan ten thousand yuan
-- source:   budget_decisions
select
    project_id, department, proposal, rule_id, decision, amount_wan::double as amount_wan, reason, decided_by, decided_at
from budget_decisions
where round_id = $round_id
qualify row_number() over (partition by project_id order by decided_at desc, rowid desc) = 1
order by department, project_id
