-- question: which steps were taken in rounds, by whom and why?
-- grain:    step, oldest first
-- units:    edition 0 = the opening
-- source:   round_steps
select round_id, step, edition, appeal_until, override, taken_by, taken_at, reason
from round_steps
where $round_id is null or round_id = $round_id
order by taken_at, edition
