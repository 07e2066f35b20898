-- question: which days does any version of the touched outages cover?
-- grain: one row per interval of days
-- units: dates, both ends included
-- source: outages_history, temp table touched; versions of a batch being undone are still there when undo asks
create or replace temp table affected as
select
    started_at::date as from_day,
    coalesce(ended_at::date, date '9999-12-31') as until_day
from outages_history
where row_key in (from touched) and not removed
