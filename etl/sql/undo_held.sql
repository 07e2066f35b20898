-- question: how many log lines does the batch hold?
-- grain: one row
-- units: log lines
-- source: {feed}
select count(*) from {feed} where batch_id = $batch_id
