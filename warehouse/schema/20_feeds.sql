-- question: what do the feeds say now?
-- grain: one row per key of the feed (upsert feeds), one per log line (usage, refreshes)
-- units: latency_ms milliseconds; amount_wan ten thousand yuan; times naive Asia/Shanghai local time
-- source: the sender's files; batch_id and line name the file and the line in it

create table if not exists departments (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    department_code varchar, department varchar, aliases varchar[], peer_group varchar, data_officer varchar,
    confidentiality_signed_on date, security_rules_on date
);

create table if not exists catalogue (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    resource_id varchar, resource_name varchar, department varchar, format varchar, share_type varchar,
    share_scope varchar, share_condition varchar, no_share_basis varchar, no_share_reason varchar,
    update_frequency varchar, update_frequency_text varchar, timeliness varchar, provision_mode varchar,
    open_to_public boolean, resource_class varchar, base_category varchar, lead_department varchar,
    published_on date, catalogue_updated_on date, data_updated_at timestamp, data_updated_text varchar,
    connected boolean
);

create table if not exists items (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    resource_id varchar, item_name varchar, data_type varchar, length varchar, description varchar,
    collected_from varchar, collection_form varchar
);

create table if not exists requests (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    request_id varchar, resource_id varchar, applicant varchar, purpose varchar, applied_at timestamp,
    paused_from timestamp, paused_to timestamp, extended_to date, replied_at timestamp, decision varchar,
    refusal_reason varchar, delivered_at timestamp, valid_from date, valid_until date, withdrawn_at timestamp
);

create table if not exists usage (
    batch_id bigint, line bigint, exported_on date,
    log_id varchar, called_at timestamp, resource_id varchar, consumer varchar, request_id varchar,
    purpose varchar, mode varchar, status varchar, row_count bigint, latency_ms bigint
);

create table if not exists refreshes (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    resource_id varchar, refreshed_at timestamp, row_count bigint, content_hash varchar
);

create table if not exists change_events (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    event_id varchar, department varchar, changed_on date, description varchar, resource_ids varchar[]
);

create table if not exists corrections (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    correction_id varchar, resource_id varchar, raised_by varchar, raised_at timestamp, description varchar,
    replied_at timestamp, outcome varchar, corrected_at timestamp
);

create table if not exists projects (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    project_id varchar, project_name varchar, department varchar, kind varchar, amount_wan decimal(18, 2),
    budget_year integer, stage varchar, promised_resource_ids varchar[], pooled boolean
);

create table if not exists incidents (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    incident_id varchar, department varchar, occurred_on date, kind varchar, resource_id varchar,
    confirmed boolean
);

create table if not exists outages (
    batch_id bigint, line bigint, exported_on date, row_key varchar,
    outage_id varchar, started_at timestamp, ended_at timestamp, scope varchar
);
