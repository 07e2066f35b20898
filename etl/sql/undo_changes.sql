-- question: how many rows go with the undo, and how many say again what they said before?
-- grain: one row
-- units: rows of the current table
-- source: {feed}; temp table undo_before
with after as (
    select row_key, batch_id, line from {feed} where row_key in (select row_key from touched)
)
select
    count(*) filter (after.row_key is null) as removed,
    count(*) filter (
        after.row_key is not null
        and (undo_before.row_key is null or (undo_before.batch_id, undo_before.line) <> (after.batch_id, after.line))
    ) as restored
from undo_before
full join after on after.row_key = undo_before.row_key
