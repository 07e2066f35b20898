-- question: was any of the log lines just stored there before?
-- grain: one row
-- units: truth value
-- source: {feed}
select exists (
    select 1
    from {feed} as fresh
    where fresh.batch_id = $batch_id
        and fresh.{identity} in (select {identity} from {feed} where batch_id <> $batch_id)
) as known
