-- question: which log lines of the file does the lake already have, and with what content?
-- grain: one row per stored log line that the file names again
-- units: row_hash is the md5 of the values
-- source: {feed}; temp view {source}
create or replace temp table known as
with named as (
    select {identity} as identity from {source} where coalesce(len(problems), 0) = 0
),
stored as (
    select * from {feed} where {identity} in (from named)
)
select
    s.{identity} as identity,
    s.batch_id,
    s.line,
    md5(to_json(row(*columns(s.* exclude (batch_id, line, exported_on))))::varchar) as row_hash
from stored as s
