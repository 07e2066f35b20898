-- question: who loaded which file when, what became of each of its lines?
-- grain: batches one row per loaded file; refused_rows one per refused line; unchanged_rows one per line that repeated what was known
-- units: counts are lines of the sender's file; times are naive Asia/Shanghai local time
-- source: the loader

create table if not exists lake_meta (key varchar, value varchar);

create table if not exists batches (
    batch_id bigint,
    feed varchar,
    file_name varchar,
    sha256 varchar,
    loaded_by varchar,
    loaded_at timestamp,
    exported_on date,
    coverage varchar,
    rows_read bigint,
    loaded bigint,
    unchanged bigint,
    superseded bigint,
    refused bigint,
    data_from date,
    data_to date,
    undone_at timestamp,
    undone_by varchar,
    mapping_sha256 varchar,
    headers varchar[]
);

create table if not exists refused_rows (
    batch_id bigint,
    line bigint,
    row_key varchar,
    original varchar[],
    problems struct("column" varchar, "value" varchar, reason varchar)[]
);

create table if not exists unchanged_rows (
    feed varchar,
    batch_id bigint,
    line bigint,
    exported_on date,
    row_key varchar,
    row_hash varchar
);
