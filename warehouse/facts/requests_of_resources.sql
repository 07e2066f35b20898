-- question: which requests ask for the touched resources?
-- grain: one row per request, into temp table touched_requests
-- units: none
-- source: requests, temp table touched_resources
create or replace temp table touched_requests as
select request_id from requests where resource_id in (from touched_resources)
