-- question: which days do the readable rows of the file cover?
-- grain: one row
-- units: dates
-- source: {source}
select min({column})::date as data_from, max({column})::date as data_to
from {source}
where coalesce(len(problems), 0) = 0
