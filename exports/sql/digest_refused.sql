-- question: which files of the week had lines refused?
-- grain: batch in force loaded since that had refused lines
-- units: lines of the sender's file
-- source: batches
select batch_id, feed, file_name, loaded_by, loaded_at, rows_read, refused
from batches
where undone_at is null and refused > 0 and loaded_at >= $since::timestamp
order by refused desc, batch_id
