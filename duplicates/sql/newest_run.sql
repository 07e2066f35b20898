-- question: what was compared last?
-- grain: at most one row
-- units: counts
-- source: duplicate_runs
from duplicate_runs order by run_id desc limit 1
