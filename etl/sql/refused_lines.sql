-- question: which rows of the file are refused, and why?
-- grain: one row per refused row
-- units: line of the sender's file
-- source: temp table {source}
select line, row_key, problems from {source} where len(problems) > 0 order by line
