-- question: up to which day does the lake speak, and what was loaded this week?
-- grain: one row
-- units: batches are loads in force
-- source: batches
select
    case when count(*) > 0 then least(max(greatest(exported_on, coalesce(data_to, exported_on))), today()) end as data_as_of,
    count(*) filter (loaded_at >= $since::timestamp) as batches,
    coalesce(sum(loaded) filter (loaded_at >= $since::timestamp), 0)::bigint as loaded
from batches
where undone_at is null
