-- question: which purposes stated in the log meet which purposes of grants?
-- grain: one row per pair of differing texts
-- units: none
-- source: temp table new_facts, requests
select distinct f.purpose as logged, r.purpose as granted
from (select distinct consumer, resource_id, request_id, purpose from new_facts where purpose is not null) as f
join requests as r
    on r.applicant = f.consumer
    and r.resource_id = f.resource_id
    and (f.request_id is null or r.request_id = f.request_id)
where r.purpose is not null and r.purpose <> f.purpose
