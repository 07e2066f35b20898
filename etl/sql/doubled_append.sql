-- question: which log lines does the file name more than once?
-- grain: one row per repeated identity
-- units: none
-- source: temp view resolved (typed lines with department names resolved)
create or replace temp table doubled as
select {identity} as identity
from {source}
where coalesce(len(problems), 0) = 0
group by {identity}
having count(*) > 1
