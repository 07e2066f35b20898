-- question: which of a sender's columns was said to be which column of a feed?
-- grain: one row per saying; the newest row of a header set holds, rows are only ever added
-- units: saved_at naive Asia/Shanghai local time; headers_sha256 of the headers in order, without those of corrected files
-- source: what staff chose while uploading

create table if not exists column_mappings (
    saved_at timestamp,
    person varchar,
    headers_sha256 varchar,
    headers varchar[],
    feed varchar,
    columns struct("column" varchar, header varchar)[]
);
