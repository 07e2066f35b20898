-- question: which days do the readable lines of a large log cover?
-- grain: one row
-- units: dates; $first and $last are microseconds since 1970
-- source: times of the lines stored directly, temp table suspects (lines that got a second look)
select min(called_at)::date as data_from, max(called_at)::date as data_to
from (
    select make_timestamp(unnest([$first, $last])) as called_at
    union all
    select called_at from suspects where coalesce(len(problems), 0) = 0
)
