-- question: which log lines of the file does the lake already have, and with what content?
-- grain: one row per stored log line that the file names again
-- units: row_hash is the md5 of the values
-- source: {feed}; temp view {source}
create or replace temp table known as
with named as (
    select {identity} as identity from {source} where coalesce(len(problems), 0) = 0
),
stored as (
    select * from {feed} where batch_id <> $batch_id and {identity} in (from named)
)
select
    {identity} as identity,
    batch_id,
    line,
    md5(to_json(row(*columns(
        lambda c: c not in ('batch_id', 'line', 'exported_on', 'row_key')
    )))::varchar) as row_hash
from stored
