-- question: which days are working days, by which notice?
-- grain:    calendar day
-- source:   calendar
select day, is_working, kind, coalesce(name, '') as name, provisional, coalesce(source, '') as source
from calendar
where day between $first and $last
order by day
