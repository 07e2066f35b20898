-- question: which days counted as working days around the period?
-- grain:    day, from a year before the period to a year after it
-- units:    -
-- source:   calendar
select day, is_working, kind, name, provisional
from calendar
where day between $period_start::date - 366 and $period_end::date + 366
order by day
