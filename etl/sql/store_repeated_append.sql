-- question: which lines of this file were delivered before?
-- grain: one row per repeated line
-- units: line of the sender's file
-- source: temp table set_aside
insert into unchanged_rows by name
select
    '{feed}' as feed,
    $batch_id::bigint as batch_id,
    line,
    $exported_on::date as exported_on,
    row_key,
    row_hash
from set_aside
where len(problems) = 0
