-- question: for which days of a period did each log deliver, and which days are missing?
-- grain: one row per feed with events and day of the period up to as_of
-- units: row_count and usual_rows are events; state covered, quiet, thin, gap
-- source: batches in force; the feeds' tables; calendar
--
-- A file speaks of the days from its first event to the day it was exported. Usage and refreshes are expected every day: a day
-- without a row is a gap even inside a file's days, one with less than a fifth of the usual number (median of working days, or
-- of other days) is thin. Requests have quiet days inside a file. Changes, corrections, incidents and outages are rare: a day
-- without any is quiet as long as some file was exported on it or later.

create or replace macro memory.macros.delivered_days(start_day, end_day, as_of) as table
with days as (
    select day, is_working
    from calendar
    where day between start_day::date and least(end_day::date, as_of::date)
),
feeds as (
    select unnest(['requests', 'usage', 'refreshes', 'change_events', 'corrections', 'incidents', 'outages']) as feed
),
counted as (
    select 'usage' as feed, called_on as day, sum(calls) as row_count
    from usage_daily
    where called_on between start_day::date and end_day::date
    group by called_on
    union all
    select 'requests', applied_at::date, count(*)
    from requests
    where applied_at >= start_day::date and applied_at < end_day::date + 1
    group by applied_at::date
    union all
    select 'refreshes', refreshed_at::date, count(*)
    from refreshes
    where refreshed_at >= start_day::date and refreshed_at < end_day::date + 1
    group by refreshed_at::date
    union all
    select 'change_events', changed_on, count(*) from change_events group by changed_on
    union all
    select 'corrections', raised_at::date, count(*) from corrections group by raised_at::date
    union all
    select 'incidents', occurred_on, count(*) from incidents group by occurred_on
    union all
    select 'outages', started_at::date, count(*) from outages group by started_at::date
),
spans as (
    select
        feed,
        case
            when feed in ('change_events', 'corrections', 'incidents', 'outages') then date '0001-01-01' else data_from
        end as data_from,
        coalesce(greatest(data_to, exported_on), data_to, exported_on) as data_to
    from batches
    where undone_at is null and (data_from is not null or feed in ('change_events', 'corrections', 'incidents', 'outages'))
),
spanned as (
    select distinct spans.feed, days.day
    from spans
    join days on days.day between spans.data_from and spans.data_to
),
covered as (
    select
        feeds.feed,
        days.day,
        days.is_working,
        coalesce(counted.row_count, 0)::bigint as row_count,
        spanned.day is not null as within_file
    from feeds
    cross join days
    left join counted on counted.feed = feeds.feed and counted.day = days.day
    left join spanned on spanned.feed = feeds.feed and spanned.day = days.day
),
compared as (
    select *, median(row_count) filter (row_count > 0) over (partition by feed, is_working) as usual_rows
    from covered
)
select
    *,
    case
        when row_count = 0 and not within_file then 'gap'
        when row_count = 0 and feed in ('usage', 'refreshes') then 'gap'
        when row_count = 0 then 'quiet'
        when feed in ('usage', 'refreshes') and row_count < 0.2 * usual_rows then 'thin'
        else 'covered'
    end as state
from compared;
