-- question: is each key's content new, known, or older than what the lake already has?
-- grain: one row per distinct key of the file
-- units: fate is loaded, unchanged or superseded; first_ordinal the row that is kept
-- source: temp table incoming; deliveries = stored versions and repeated lines of earlier files
create or replace temp table judged as
with arriving as (
    select row_key, any_value(row_hash) as row_hash, min(ordinal) as first_ordinal
    from incoming
    where len(problems) = 0
    group by row_key
),
deliveries as (
    select row_key, row_hash, exported_on, batch_id from {feed}_history
    where row_key in (select row_key from arriving)
    union all
    select row_key, row_hash, exported_on, batch_id from unchanged_rows
    where feed = '{feed}' and row_key in (select row_key from arriving)
),
placed as (
    select
        row_key,
        arg_max(row_hash, (exported_on, batch_id)) filter (exported_on <= $exported_on) as hash_before,
        bool_or(exported_on > $exported_on) as has_newer
    from deliveries
    group by row_key
)
select
    a.row_key,
    a.first_ordinal,
    case
        when p.hash_before = a.row_hash then 'unchanged'
        when coalesce(p.has_newer, false) then 'superseded'
        else 'loaded'
    end as fate
from arriving as a
left join placed as p on p.row_key = a.row_key
