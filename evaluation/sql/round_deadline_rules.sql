-- question: which deadline rules were in force?
-- grain:    rule
-- units:    working days
-- source:   deadline_rules
from deadline_rules
order by rule_id
