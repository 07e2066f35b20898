-- question: which repeated lines now say something their predecessor does not, and which versions no longer do?
-- grain: one row per line whose place changes: promoted (becomes a version) or demoted (becomes a repetition)
-- units: $without names a batch that no longer counts (0 when none)
-- source: {feed}_history and unchanged_rows for the keys in temp table touched
create or replace temp table displaced as
with deliveries as (
    select row_key, row_hash, exported_on, batch_id, line, false as repeated
    from {feed}_history
    where row_key in (from touched) and batch_id <> $without
    union all
    select row_key, row_hash, exported_on, batch_id, line, true as repeated
    from unchanged_rows
    where feed = '{feed}' and row_key in (from touched) and batch_id <> $without
),
in_order as (
    select
        *,
        lag(row_hash) over (
            partition by row_key order by exported_on, batch_id, repeated, line
        ) as hash_before
    from deliveries
)
select
    row_key, row_hash, exported_on, batch_id, line,
    case when repeated then 'promoted' else 'demoted' end as becomes
from in_order
where repeated = (row_hash is distinct from hash_before)
