-- question: which log lines does the file name more than once?
-- grain: one row per such log line, into temp table named_twice
-- units: none; $ordered: their numbers ascend, so that none occurs twice
-- source: usage of the batch
create or replace temp table named_twice as
select log_id from usage where batch_id = $batch_id and not $ordered group by log_id having count(*) > 1
