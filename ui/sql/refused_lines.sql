-- question: which lines of a file were refused, and why?
-- grain:    one problem of one refused line
-- source:   refused_rows
with problem as (
    select line, original, unnest(problems) as found
    from refused_rows
    where batch_id = $batch_id
)
select
    line,
    found."column" as "column",
    found."value" as "original_value",
    found.reason as reason,
    original
from problem
order by line, "column"
limit 5000
