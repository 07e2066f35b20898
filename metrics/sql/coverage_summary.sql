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

with daily as (
    select
        feed,
        count(*) as days,
        count(*) filter (state <> 'gap') as covered_days,
        count(*) filter (state = 'gap') as gap_days,
        count(*) filter (state = 'thin') as thin_days
    from delivered_days($start, $end, $as_of)
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
