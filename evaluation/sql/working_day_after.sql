-- question: on which day have so many working days passed after a day, and is any day up to it provisional?
-- grain:    one row, none when the calendar ends before
-- units:    working days; the day itself is day 0
-- source:   calendar
with following as (
    select day, is_working, bool_or(provisional) over (order by day) as provisional
    from calendar
    where day > $day
),
counted as (
    select day, provisional, row_number() over (order by day) as working_days
    from following
    where is_working
)
select day, provisional
from counted
where working_days = $working_days
