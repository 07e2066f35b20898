-- question: which rounds were opened?
-- grain:    round, newest first
-- units:    -
-- source:   rounds
select round_id, title, period_start, period_end, as_of, scheme_code, scheme_version, opened_by, opened_at, reason
from rounds
order by opened_at desc, round_id
