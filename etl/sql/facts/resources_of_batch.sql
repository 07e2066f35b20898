-- question: of which resources does a batch of the refresh log speak?
-- grain: one row per resource, into temp table touched_resources
-- units: none
-- source: refreshes
create or replace temp table touched_resources as
select distinct resource_id from refreshes where batch_id = $batch_id
