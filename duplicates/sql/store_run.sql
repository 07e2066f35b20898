-- question: when was what compared by whom?
-- grain: one row per stored comparison
-- units: counts
-- source: package duplicates
insert into duplicate_runs
select
    (select coalesce(max(run_id), 0) + 1 from duplicate_runs) as run_id,
    $found_at::timestamp, $found_by, $as_of::date, $snapshot, $inputs_sha256, $resources, $items, $compared, $undecidable,
    $values_left_out, $findings
