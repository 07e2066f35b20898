-- title: 日志覆盖情况
-- question: for which days did each feed deliver, and which days are missing?
-- kind: summary
-- grain: feed and day of the period up to as_of
-- units: 条
-- source: 入库记录
-- columns:
--   feed: 数据类别
--   day: 日期
--   is_working: 是否工作日
--   row_count: 记录（条）
--   within_file: 是否在某个文件的日期范围内
--   usual_rows: 同类日期的中位数（条）
--   state: 状态（covered有数据 quiet无事项 thin明显偏少 gap缺失）
--
-- Usage and refreshes are expected every day: a day without a row is a gap even inside a file's range, one with less than a
-- fifth of the usual number (median of working days, or of other days) is thin. The other feeds have quiet days; there a day is
-- a gap when no file reaches it.

with days as (
    select day, is_working
    from calendar
    where day between $start and least($end, $as_of)
),
feeds as (
    select unnest(['requests', 'usage', 'refreshes', 'change_events', 'corrections', 'incidents', 'outages']) as feed
),
counted as (
    select 'usage' as feed, called_on as day, sum(calls) as row_count from usage_daily group by called_on
    union all
    select 'requests', applied_at::date, count(*) from requests group by applied_at::date
    union all
    select 'refreshes', refreshed_at::date, count(*) from refreshes
    where refreshed_at >= $start and refreshed_at < $end + 1 group by refreshed_at::date
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
    select distinct feed, data_from, data_to
    from batches
    where undone_at is null and data_from is not null and data_to >= $start and data_from <= $end
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
),
judged as (
    select
        *,
        case
            when row_count = 0 and not within_file then 'gap'
            when row_count = 0 and feed in ('usage', 'refreshes') then 'gap'
            when row_count = 0 then 'quiet'
            when feed in ('usage', 'refreshes') and row_count < 0.2 * usual_rows then 'thin'
            else 'covered'
        end as state
    from compared
)
select feed, day, is_working, row_count, within_file, usual_rows, state
from judged
order by feed, day
