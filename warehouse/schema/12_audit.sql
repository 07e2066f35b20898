-- question: who changed what, when, from which page?
-- grain: one row per change; rows are only ever added
-- units: acted_at naive Asia/Shanghai local time
-- source: access.audit, in the transaction of the change itself

create table if not exists audit_log (
    acted_at timestamp,
    person varchar,
    roles varchar[],
    department varchar,
    page varchar,
    action varchar,
    subject varchar,
    detail varchar
);
