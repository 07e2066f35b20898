-- question: which lines of this file repeat what was known at its date?
-- grain: one row per repeated line
-- units: line of the sender's file
-- source: temp tables incoming and judged
insert into unchanged_rows by name
select
    '{feed}' as feed,
    $batch_id::bigint as batch_id,
    i.line,
    $exported_on::date as exported_on,
    i.row_key,
    i.row_hash
from incoming as i
join judged as j on j.row_key = i.row_key
where len(i.problems) = 0 and (j.fate = 'unchanged' or j.first_ordinal <> i.ordinal)
