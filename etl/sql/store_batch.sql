-- question: who loaded which file, and what became of its lines?
-- grain: one row per file
-- units: counts are rows
-- source: the loader
insert into batches by name
select
    $batch_id::bigint as batch_id,
    $feed::varchar as feed,
    $file_name::varchar as file_name,
    $sha256::varchar as sha256,
    $loaded_by::varchar as loaded_by,
    $loaded_at::timestamp as loaded_at,
    $exported_on::date as exported_on,
    $coverage::varchar as coverage,
    $rows_read::bigint as rows_read,
    $loaded::bigint as loaded,
    $unchanged::bigint as unchanged,
    $superseded::bigint as superseded,
    $refused::bigint as refused,
    $data_from::date as data_from,
    $data_to::date as data_to,
    $mapping_sha256::varchar as mapping_sha256,
    $headers::varchar[] as headers
