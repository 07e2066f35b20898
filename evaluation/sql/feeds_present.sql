-- question: which feeds have something to say about the period?
-- grain:    feed
-- units:    -
-- source:   batches; a feed nobody delivered is "not scored", never zero and never full marks
--           states (catalogue, items, departments, projects) speak for every later day;
--           a log of events speaks for a period only if it was exported after the period began
with
standing_batches as (
    select feed, exported_on
    from batches
    where undone_at is null and loaded + unchanged + superseded > 0
)
select distinct feed
from standing_batches
where feed in ('catalogue', 'items', 'departments', 'projects') or exported_on >= $window_start::date
order by feed
