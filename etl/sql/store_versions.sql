-- question: what did this file say that was not known at its date?
-- grain: one row per new version of a key
-- units: as in the feed's history table
-- source: temp tables incoming and judged
insert into {feed}_history by name
select
    i.* exclude (problems, ordinal),
    $batch_id::bigint as batch_id,
    $exported_on::date as exported_on,
    false as removed
from incoming as i
join judged as j on j.row_key = i.row_key and j.first_ordinal = i.ordinal
where len(i.problems) = 0 and j.fate <> 'unchanged'
