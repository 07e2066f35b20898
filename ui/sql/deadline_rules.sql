-- question: how many working days may each thing take, since when, by which source?
-- grain:    deadline rule
-- source:   deadline_rules
select event, share_type, working_days, valid_from as effective_from, valid_until as effective_until, source, rule_id
from deadline_rules
order by event, share_type, valid_from
