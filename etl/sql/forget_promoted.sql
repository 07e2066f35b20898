-- question: which repeated lines are versions now?
-- grain: deletes one row per promoted line
-- units: none
-- source: temp table displaced
delete from unchanged_rows as u
where u.feed = '{feed}'
    and exists (
        select 1 from displaced as d
        where d.becomes = 'promoted'
            and d.batch_id = u.batch_id and d.row_key = u.row_key and d.line is not distinct from u.line
    )
