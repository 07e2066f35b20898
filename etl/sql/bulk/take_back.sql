-- question: which lines stored directly turned out not to be new log lines?
-- grain: deletes one row per such line
-- units: none
-- source: temp table taken_back
delete from usage where batch_id = $batch_id and line in (from taken_back)
