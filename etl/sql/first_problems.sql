-- question: what is wrong in the refused lines, at most so many of them?
-- grain: one row per refused cell
-- units: line of the sender's file
-- source: refused_rows of the batch
select r.line, p.problem."column", p.problem."value", p.problem.reason
from (select line, problems from refused_rows where batch_id = $batch_id order by line limit $most) as r,
    unnest(r.problems) as p (problem)
order by r.line
