-- question: which log lines just stored were delivered by an earlier batch too?
-- grain: one row per such log line, into temp table known_again
-- units: none
-- source: usage; only numbers between the batch's least and greatest are compared, so that other days' files are not read
create or replace temp table known_again as
select distinct fresh.log_id
from usage as fresh
join usage as earlier on earlier.log_id = fresh.log_id
where fresh.batch_id = $batch_id
    and earlier.batch_id <> $batch_id
    and earlier.log_id between $least and $greatest
