-- question: how many rows of the file are refused?
-- grain: one row
-- units: rows
-- source: temp table {source}
select count(*) from {source} where len(problems) > 0
