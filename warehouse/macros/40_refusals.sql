-- question: which requests were refused between two days, and does the reply give a reason?
-- grain: one row per request refused from first_day to last_day of a resource listed when it was asked for
-- units: dates are days, *_at local time; reasoned is whether the reply gives a reason
-- source: article 9; requests, resource_at
--
-- A blank, "/", "无" and the like are no reason.

create or replace macro memory.macros.refusals(first_day, last_day) as table
select requests.*, listed.department, listed.resource_name, memory.macros.filled(requests.refusal_reason) as reasoned
from requests
join memory.macros.resource_at() as listed
    on listed.resource_id = requests.resource_id
    and listed.valid_from <= requests.applied_at::date
    and requests.applied_at::date < listed.valid_until
where requests.decision = 'refused' and requests.replied_at::date between first_day and last_day;
