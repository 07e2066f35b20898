-- question: the calls of which resources may change their class after a change of the catalogue?
-- grain: one row per resource
-- units: none
-- source: temp table touched (the catalogue's key is the resource)
create or replace temp table affected as
select distinct row_key as resource_id from touched
