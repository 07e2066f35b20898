-- question: which facts belong to the batches that are built anew?
-- grain: deletes rows of usage_daily
-- units: none
-- source: usage_daily, temp table fact_batches
delete from usage_daily where batch_id in (from fact_batches)
