-- question: how many rows are there?
-- grain: one row
-- units: rows
-- source: temp table {source}
select count(*) from {source}
