-- question: which versions are repetitions now?
-- grain: deletes one row per demoted version
-- units: none
-- source: temp table displaced
delete from {feed}_history as h
where exists (
    select 1 from displaced as d
    where d.becomes = 'demoted' and d.batch_id = h.batch_id and d.row_key = h.row_key
)
