-- question: which log lines of the batch to undo were delivered again by a batch that stays?
-- grain: one row per such log line: its earliest other delivery
-- units: none
-- source: {feed} and unchanged_rows
create or replace temp table displaced as
select
    'promoted' as becomes,
    u.row_key,
    arg_min(u.batch_id, (u.batch_id, u.line)) as batch_id,
    arg_min(u.line, (u.batch_id, u.line)) as line,
    arg_min(u.exported_on, (u.batch_id, u.line)) as exported_on
from unchanged_rows as u
where u.feed = '{feed}'
    and u.batch_id <> $without
    and u.row_key in (select {identity} from {feed} where batch_id = $without)
group by u.row_key
