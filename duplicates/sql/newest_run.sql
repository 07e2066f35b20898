-- question: what was compared last, and was anything that is compared loaded or taken back since?
-- grain: at most one row
-- units: counts; behind: files
-- source: duplicate_runs, batches
with newest as (
    from duplicate_runs order by run_id desc limit 1
)
select
    newest.*,
    (
        select count(*)
        from batches
        where feed in ('catalogue', 'items')
            and (
                (loaded_at > newest.found_at and undone_at is null)
                or (loaded_at <= newest.found_at and undone_at > newest.found_at)
            )
    ) as behind
from newest
