-- question: which known keys does a full export no longer name?
-- grain: one row per key that is absent from this full export, and per later full export that lacks a key of this file
-- units: a removal is a version with removed = true and an empty row_hash; an export with a line whose key cannot be read removes
--        nothing ($complete): the key may be one of those it seems to lack
-- source: {feed}_history, unchanged_rows, refused_rows, batches; temp table incoming
insert into {feed}_history by name
with this_file as (
    select distinct row_key from incoming where row_key is not null
),
known as (
    select row_key, arg_max(removed, (exported_on, batch_id)) as is_removed
    from {feed}_history
    where exported_on <= $exported_on and batch_id <> $batch_id
    group by row_key
),
absent_here as (
    select row_key, $batch_id::bigint as batch_id, $exported_on::date as exported_on
    from known
    where $complete and not is_removed and row_key not in (from this_file)
),
later_full as (
    select batch_id, exported_on
    from batches
    where feed = '{feed}' and coverage = 'full' and undone_at is null and exported_on > $exported_on
        and batch_id not in (select batch_id from refused_rows where row_key is null)
),
said_later as (
    select batch_id, row_key from {feed}_history where batch_id in (select batch_id from later_full)
    union
    select batch_id, row_key from unchanged_rows where batch_id in (select batch_id from later_full)
    union
    select batch_id, row_key from refused_rows where batch_id in (select batch_id from later_full)
),
absent_later as (
    select j.row_key, l.batch_id, l.exported_on
    from judged as j
    cross join later_full as l
    where not exists (
        select 1 from said_later as s where s.batch_id = l.batch_id and s.row_key = j.row_key
    )
)
select row_key, batch_id, exported_on, '' as row_hash, true as removed
from (
    select * from absent_here
    union all
    select * from absent_later
)
