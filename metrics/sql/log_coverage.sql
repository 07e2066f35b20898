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
-- States as in macro delivered_days: usage and refreshes are expected every day, requests have quiet days inside a file, the
-- other feeds are rare and a day without an event is quiet as long as some file was exported on it or later.

select feed, day, is_working, row_count, within_file, usual_rows, state
from delivered_days($start, $end, $as_of)
order by feed, day
