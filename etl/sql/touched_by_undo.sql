-- question: for which keys may the current state differ once this batch is undone?
-- grain: one row per key
-- units: none
-- source: {feed}_history of the batch
create or replace temp table touched as
select distinct row_key from {feed}_history where batch_id = $batch_id
