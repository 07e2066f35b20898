-- question: which log lines are new?
-- grain: one row per log line
-- units: as in the feed's table
-- source: temp view {source} without the lines in temp table set_aside
insert into {feed} by name
select
    columns(lambda c: c not in ('problems', '{dropped}')),
    $batch_id::bigint as batch_id,
    $exported_on::date as exported_on
from {source} as s
anti join set_aside as a on a.line = s.line
where coalesce(len(s.problems), 0) = 0
