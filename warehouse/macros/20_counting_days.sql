-- question: which days count for a deadline, and how many counted up to each day?
-- grain: one row per calendar day
-- units: counting boolean; working_index, elapsed_index and provisional_index are running counts of days
-- source: calendar (State Council notices); outages known on as_of, an open outage runs through as_of; articles 7, 9, 10
--
-- working_index counts working days without an outage; elapsed_index counts all days without an outage (the age of data);
-- provisional_index counts days whose calendar is not published yet.

create or replace macro memory.macros.counting_days(as_of) as table
with outage_spans as (
    select
        started_at::date as first_day,
        greatest(
            started_at::date,
            least(coalesce((ended_at - interval 1 microsecond)::date, as_of::date), as_of::date)
        ) as last_day
    from outages
    where started_at::date <= as_of::date
),
outage_days as (
    select distinct unnest(generate_series(first_day, last_day, interval 1 day))::date as day
    from outage_spans
),
judged as (
    select
        calendar.day,
        calendar.is_working,
        calendar.provisional,
        outage_days.day is not null as outage,
        calendar.is_working and outage_days.day is null as counting
    from calendar
    left join outage_days on outage_days.day = calendar.day
)
select
    day,
    is_working,
    provisional,
    outage,
    counting,
    (sum(counting::integer) over running)::integer as working_index,
    (sum((not outage)::integer) over running)::integer as elapsed_index,
    (sum(provisional::integer) over running)::integer as provisional_index
from judged
window running as (order by day rows unbounded preceding);
