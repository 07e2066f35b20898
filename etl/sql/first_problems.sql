-- question: what is wrong in the first refused lines?
-- grain: one row per refused cell
-- units: line of the sender's file
-- source: refused_rows of the batch
select r.line, p.problem."column", p.problem."value", p.problem.reason
from (select line, problems from refused_rows where batch_id = $batch_id order by line limit 50) as r,
    unnest(r.problems) as p (problem)
order by r.line
