-- question: which requests are there, now or in the facts?
-- grain: one row per request, into temp table touched_requests
-- units: none
-- source: requests, request_deadlines
create or replace temp table touched_requests as
select request_id from requests union select request_id from request_deadlines
