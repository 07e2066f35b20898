-- question: which repeated lines are versions now?
-- grain: deletes one row per promoted line
-- units: none
-- source: temp table promoted
delete from unchanged_rows
where feed = '{feed}'
    and (batch_id, line, row_key) in (select (batch_id, line, row_key) from promoted)
