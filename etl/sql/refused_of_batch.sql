-- question: which lines of this batch were refused, and why?
-- grain: one row per refused row
-- units: line of the sender's file
-- source: refused_rows
select line, original, problems from refused_rows where batch_id = $batch_id order by line
