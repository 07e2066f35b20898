-- title: 使用日志对账
-- question: do the classes of authorised use add up to the log lines loaded?
-- kind: summary
-- grain: loaded usage file still in force, whatever its dates
-- units: 条
-- source: 使用日志入库记录
-- columns:
--   batch_id: 批次
--   file_name: 原文件名
--   loaded: 入库记录数
--   log_rows: 日志明细数
--   direct: 无条件共享直接使用
--   within_grant: 授权范围内
--   own_resource: 本部门资源
--   no_grant: 无授权
--   outside_period: 超出授权期限
--   purpose_differs: 用途不符
--   not_shared: 不予共享资源
--   unknown_resource: 目录中没有该资源
--   cannot_judge: 无法判定
--   difference: 差额（应为0）

with logged as (
    select batch_id, count(*) as log_rows from usage group by batch_id
),
classed as (
    select
        batch_id,
        sum(calls) as calls,
        sum(calls) filter (use_class = 'direct') as direct,
        sum(calls) filter (use_class = 'within_grant') as within_grant,
        sum(calls) filter (use_class = 'own_resource') as own_resource,
        sum(calls) filter (use_class = 'no_grant') as no_grant,
        sum(calls) filter (use_class = 'outside_period') as outside_period,
        sum(calls) filter (use_class = 'purpose_differs') as purpose_differs,
        sum(calls) filter (use_class = 'not_shared') as not_shared,
        sum(calls) filter (use_class = 'unknown_resource') as unknown_resource,
        sum(calls) filter (use_class = 'cannot_judge') as cannot_judge
    from usage_daily
    group by batch_id
),
files as (
    select batch_id, file_name, loaded from batches where feed = 'usage' and undone_at is null
)
select
    coalesce(files.batch_id, logged.batch_id, classed.batch_id) as batch_id,
    files.file_name,
    coalesce(files.loaded, 0) as loaded,
    coalesce(logged.log_rows, 0) as log_rows,
    coalesce(classed.direct, 0)::bigint as direct,
    coalesce(classed.within_grant, 0)::bigint as within_grant,
    coalesce(classed.own_resource, 0)::bigint as own_resource,
    coalesce(classed.no_grant, 0)::bigint as no_grant,
    coalesce(classed.outside_period, 0)::bigint as outside_period,
    coalesce(classed.purpose_differs, 0)::bigint as purpose_differs,
    coalesce(classed.not_shared, 0)::bigint as not_shared,
    coalesce(classed.unknown_resource, 0)::bigint as unknown_resource,
    coalesce(classed.cannot_judge, 0)::bigint as cannot_judge,
    (abs(coalesce(files.loaded, 0) - coalesce(logged.log_rows, 0))
        + abs(coalesce(logged.log_rows, 0) - coalesce(classed.calls, 0))
        + abs(
            coalesce(classed.calls, 0) - coalesce(direct, 0) - coalesce(within_grant, 0) - coalesce(own_resource, 0)
            - coalesce(no_grant, 0) - coalesce(outside_period, 0) - coalesce(purpose_differs, 0)
            - coalesce(not_shared, 0) - coalesce(unknown_resource, 0) - coalesce(cannot_judge, 0)
        ))::bigint as difference
from files
full join logged on logged.batch_id = files.batch_id
full join classed on classed.batch_id = coalesce(files.batch_id, logged.batch_id)
order by batch_id
