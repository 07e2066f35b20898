-- question: which entries of the refresh log brought new data, and which only touched the old?
-- grain: one row per row of the source (rows of refreshes, all entries of each of their resources)
-- units: counts boolean
-- source: article 10; an entry counts when content hash or row count differ from those last told for the resource, and when
--         the log tells neither

create or replace macro memory.macros.judged_refreshes(source) as table
with compared as (
    select
        batch_id, line, resource_id, refreshed_at, row_count, content_hash,
        lag(content_hash ignore nulls) over entries as last_hash,
        lag(row_count ignore nulls) over entries as last_count
    from query_table(source)
    window entries as (partition by resource_id order by refreshed_at, content_hash, row_count)
)
select
    *,
    coalesce(content_hash <> last_hash, false)
        or coalesce(row_count <> last_count, false)
        or (
            (content_hash is null or last_hash is null) and (row_count is null or last_count is null)
        ) as counts
from compared;
