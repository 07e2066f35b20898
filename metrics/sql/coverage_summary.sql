-- title: 数据覆盖概况
-- question: what is there of each feed, and how much of the period does it cover?
-- kind: summary
-- grain: feed
-- units: 条；日
-- source: 入库记录
-- columns:
--   feed: 数据类别
--   batches: 有效批次（个）
--   loaded: 入库（条）
--   refused: 拒收（条）
--   first_day: 最早日期
--   last_day: 最晚日期
--   last_loaded_at: 最近入库时间
--   days: 评价期（日）
--   covered_days: 已覆盖（日）
--   gap_days: 缺失（日）
--   thin_days: 明显偏少（日）
--
-- Catalogue, items, projects and departments are stocks: they have no days of their own; first_day and last_day are those of
-- their exports.

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
),
daily as (
    select
        feed,
        count(*) as days,
        count(*) filter (state <> 'gap') as covered_days,
        count(*) filter (state = 'gap') as gap_days,
        count(*) filter (state = 'thin') as thin_days
    from judged
    group by feed
),
files as (
    select
        feed,
        count(*) as batches,
        sum(loaded)::bigint as loaded,
        sum(refused)::bigint as refused,
        min(coalesce(data_from, exported_on)) as first_day,
        max(coalesce(data_to, exported_on)) as last_day,
        max(loaded_at) as last_loaded_at
    from batches
    where undone_at is null
    group by feed
),
all_feeds as (
    select unnest([
        'catalogue', 'items', 'requests', 'usage', 'refreshes', 'change_events', 'corrections', 'projects', 'incidents',
        'outages', 'departments'
    ]) as feed
)
select
    all_feeds.feed,
    coalesce(files.batches, 0) as batches,
    coalesce(files.loaded, 0) as loaded,
    coalesce(files.refused, 0) as refused,
    files.first_day, files.last_day, files.last_loaded_at,
    daily.days, daily.covered_days, daily.gap_days, daily.thin_days
from all_feeds
left join files on files.feed = all_feeds.feed
left join daily on daily.feed = all_feeds.feed
order by all_feeds.feed
