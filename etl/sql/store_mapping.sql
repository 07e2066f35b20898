-- question: which columns of the sender are which columns of the feed, and who said so?
-- grain: one row
-- units: columns as JSON list of column and header
-- source: staff, while uploading
insert into column_mappings
select
    $saved_at::timestamp,
    $person,
    $headers_sha256,
    $headers::varchar[],
    $feed,
    from_json($columns, '[{"column": "varchar", "header": "varchar"}]')
