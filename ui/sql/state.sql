-- question: what has been loaded, and about which days does it speak?
-- grain:    one row
-- units:    batches = number of loads in force; data_as_of, first_day = dates
-- source:   batches that were not undone
with in_force as (
    select * from batches where undone_at is null
)
select
    count(*) as batches,
    least(max(greatest(exported_on, coalesce(data_to, exported_on))), today()) as data_as_of,
    min(least(exported_on, coalesce(data_from, exported_on))) as first_day,
    coalesce(list(distinct feed order by feed), []) as feeds
from in_force
