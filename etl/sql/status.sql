-- question: what does the lake hold of each feed, and how far does it reach?
-- grain: one row per feed that was ever loaded
-- units: counts are files and rows of files that stand
-- source: batches
select
    feed,
    count(*) as files,
    sum(loaded)::bigint as loaded,
    sum(unchanged)::bigint as unchanged,
    sum(superseded)::bigint as superseded,
    sum(refused)::bigint as refused,
    min(data_from) as data_from,
    max(data_to) as data_to,
    max(exported_on) as newest_export,
    max(loaded_at) as newest_load
from batches
where undone_at is null
group by feed
order by feed
