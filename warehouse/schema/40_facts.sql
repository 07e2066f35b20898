-- question: how much was called per day, by whom, on which resource, in which class of authorised use?
-- grain: batch × day × consumer × resource × request × purpose × mode × outcome × class
-- units: calls and rows are counts; latency_total_ms milliseconds; latency_histogram counts per bucket of metrics' latency edges
-- source: usage rows of the batch, classed against catalogue and requests (articles 9, 13, 19, 20-4)

create table if not exists usage_daily (
    batch_id bigint,
    called_on date,
    consumer varchar,
    resource_id varchar,
    provider varchar,
    request_id varchar,
    purpose varchar,
    mode varchar,
    outcome varchar,
    use_class varchar,
    calls bigint,
    row_count bigint,
    latency_histogram bigint[],
    latency_total_ms bigint
);

-- The tables below repeat what catalogue_history, refreshes and requests say, worked out once at load (warehouse/facts).

-- grain: version of a resource; valid_from/valid_until as in macro catalogue_versions, asked_from/asked_until as in resource_at
create table if not exists catalogue_periods as
select
    * exclude (row_key, row_hash),
    null::date as previous_export,
    null::date as valid_from,
    null::date as valid_until,
    null::date as asked_from,
    null::date as asked_until,
    null::varchar[] as blank_fields,
    null::struct(finding varchar, article varchar, reason varchar)[] as broken
from catalogue_history
limit 0;

-- grain: resource and day on which its data was really renewed; next_on the next such day, 9999-12-31 where none is known
create table if not exists renewals (resource_id varchar, refreshed_on date, next_on date);

-- grain: refresh log entry that renewed nothing
create table if not exists idle_refreshes (
    batch_id bigint, line bigint, resource_id varchar, refreshed_at timestamp, row_count bigint, content_hash varchar
);

-- grain: request; provider, share type and rule as on the day of the request. From settled_on on nothing can change what the
-- clock says: the columns after it hold; before that day, and where settled_on is 9999-12-31, they are worked out when asked
create table if not exists request_deadlines (
    batch_id bigint, line bigint, request_id varchar, resource_id varchar, resource_name varchar, department varchar,
    applicant varchar, purpose varchar, share_type varchar, rule_id varchar, working_days_allowed integer,
    applied_at timestamp, applied_on date, replied_at timestamp, decision varchar, refusal_reason varchar,
    withdrawn_at timestamp, paused_from timestamp, paused_to timestamp, extended_to date,
    settled_on date,
    answered_on date, counted_deadline date, deadline date, provisional boolean, working_days_used integer, state varchar
);

-- grain: resource, version in force and unbroken run of days on which its data was fresh; both ends inclusive. Right for every
-- as-of day not before the day looked at: an outage day is known on the day itself
create table if not exists fresh_spells (resource_id varchar, valid_from date, fresh_from date, fresh_until date);
