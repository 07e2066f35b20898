-- question: whose is each request to answer, and within how many working days?
-- grain: one row per row of the source (rows of requests)
-- units: working days
-- source: articles 7 and 9; the provider and share type of the catalogue in force on the day of the request, and the rule of
--         that share type and day

create or replace macro memory.macros.ruled_requests(source) as table
select
    asked.batch_id, asked.line, asked.request_id, asked.resource_id, listed.resource_name, listed.department,
    asked.applicant, asked.purpose, listed.share_type,
    coalesce(exact.rule_id, general.rule_id) as rule_id,
    coalesce(exact.working_days, general.working_days) as working_days_allowed,
    asked.applied_at,
    asked.applied_at::date as applied_on,
    asked.replied_at, asked.decision, asked.refusal_reason, asked.withdrawn_at,
    asked.paused_from, asked.paused_to, asked.extended_to
from query_table(source) as asked
left join memory.macros.resource_at() as listed
    on listed.resource_id = asked.resource_id
    and listed.valid_from <= asked.applied_at::date
    and asked.applied_at::date < listed.valid_until
left join deadline_rules as exact
    on exact.share_type = listed.share_type
    and exact.event = 'reply'
    and asked.applied_at::date between exact.valid_from and coalesce(exact.valid_until, date '9999-12-31')
left join deadline_rules as general
    on general.event = 'reply' and general.share_type = '*' and listed.resource_id is not null
    and asked.applied_at::date between general.valid_from and coalesce(general.valid_until, date '9999-12-31');
