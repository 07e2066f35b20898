-- question: which days do the readable lines of a large log cover?
-- grain: one row
-- units: dates
-- source: usage of the batch, temp table suspects (lines that got a second look)
select min(called_at)::date as data_from, max(called_at)::date as data_to
from (
    select called_at from usage where batch_id = $batch_id
    union all
    select called_at from suspects where coalesce(len(problems), 0) = 0
)
