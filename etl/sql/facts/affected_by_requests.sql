-- question: the calls of which resources may change their class after a change of requests?
-- grain: one row per resource
-- units: none
-- source: requests_history, temp table touched; versions of a batch being undone are still there when undo asks
create or replace temp table affected as
select distinct resource_id from requests_history where row_key in (from touched) and resource_id is not null
