-- question: for which keys may the current state differ after this file?
-- grain: one row per key
-- units: none
-- source: {feed}_history and unchanged_rows of the batch
create or replace temp table touched as
select row_key from {feed}_history where batch_id = $batch_id
union
select row_key from judged where fate <> 'unchanged'
