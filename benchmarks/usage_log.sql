-- question: what does the sharing platform's log of the last 90 days look like?
-- grain: one row per line of the file, in the order of the file
-- units: cells as text under the Chinese headers of an export
-- source: catalogue, requests and departments of the benchmark's lake; $lines distinct calls; the same every time
--
-- Machines call machines: 3,560 routes (a consumer calling a resource, as a rule on one request) carry all calls, the busiest
-- far more than the rest, day and night but mostly in office hours. A route always writes itself the same way: 3 in 10 by an
-- alias of the department, 1 in 100 with a stray blank. Of the lines 1 in 5,000 is delivered twice, 1 in 1,000 comes from an
-- old gateway with another time format, 1 in 20,000 names a day that does not exist, 1 in 50,000 an unknown department and
-- 1 in 100,000 has a comma too many.
with granted as (
    select resource_id, applicant as consumer, request_id, purpose, 'within a grant' as kind
    from requests
    where decision in ('approved', 'partly_approved')
        and replied_at < timestamp '2026-04-01'
        and coalesce(valid_from, date '2026-01-01') < date '2026-04-01'
        and coalesce(valid_until, date '9999-12-31') > date '2026-06-30'
    order by hash(request_id)
    limit 2500
),
consumers as (
    select department, row_number() over (order by department) - 1 as number, count(*) over () as many
    from departments
),
open_resources as (
    select c.resource_id, d.department as consumer, '' as request_id, '政务服务核验' as purpose, 'direct' as kind
    from catalogue as c
    join consumers as d on d.number = hash(c.resource_id) % d.many
    where c.share_type = 'unconditional' and c.connected
    order by hash(c.resource_id)
    limit 1000
),
without_grant as (
    select c.resource_id, d.department as consumer, '' as request_id, '数据比对' as purpose, 'without a grant' as kind
    from catalogue as c
    join consumers as d on d.number = hash(c.resource_id || '?') % d.many
    where c.share_type = 'conditional' and c.connected
    order by hash(c.resource_id)
    limit 60
),
routes as (
    select *, row_number() over (order by hash(resource_id, consumer)) as route
    from (from granted union all from open_resources union all from without_grant)
),
worded as (
    select
        r.route,
        r.resource_id,
        case
            when r.route % 100 = 7 then d.department || ' '
            when r.route % 10 < 3 then coalesce(d.aliases[1], d.department)
            else d.department
        end as consumer,
        case when r.route % 10 = 4 then '' else r.request_id end as request_id,
        case when r.route % 5 = 1 then '' else r.purpose end as purpose,
        case when r.route % 8 = 0 then '库表' when r.route % 50 = 1 then '文件' else '接口' end as mode,
        20 + r.route % 180 as usual_latency
    from routes as r
    join departments as d on d.department = r.consumer
),
shares as (
    select *, (sum(power(route, -0.7)) over (order by route) - power(route, -0.7)) / sum(power(route, -0.7)) over () as since
    from worded
),
menu as (
    select s.slot, w.*
    from (select range as slot from range(65536)) as s
    asof join shares as w on s.slot / 65536 >= w.since
),
calls as (
    select
        number,
        hash(number) as chance,
        (number + 0.5) / $lines * 90 as days
    from range($lines) as n (number)
),
timed as (
    select
        number,
        chance,
        timestamp '2026-04-02' + to_seconds((
            floor(days) * 86400 + 43200 + asin(2 * (days - floor(days)) - 1) / (pi() / 2) * 39600
        )::bigint) as called_at
    from calls
),
written as (
    select
        t.number,
        t.chance,
        'RZ' || lpad(t.number::varchar, 10, '0') as log_id,
        case
            when t.chance % 20000 = 3 then strftime(t.called_at, '2026-02-30 %H:%M:%S')
            when t.chance % 1000 = 5 then strftime(t.called_at, '%Y/%-m/%-d %-H:%M')
            else strftime(t.called_at, '%Y-%m-%d %H:%M:%S')
        end as called_at,
        m.resource_id,
        case when t.chance % 50000 = 9 then '乌海市民正局' else m.consumer end as consumer,
        m.request_id,
        case when t.chance % 100000 = 11 then '核对,补充' else m.purpose end as purpose,
        m.mode,
        t.chance // 65536 % 200 = 1 as failed,
        (t.chance // 16777216 % 2000)::varchar as row_count,
        (m.usual_latency + t.chance // 1073741824 % 97)::varchar as latency_ms
    from timed as t
    join menu as m on m.slot = t.chance % 65536
),
lines as (
    select *, unnest(case when chance % 5000 = 1 then [number, number + 40] else [number] end) as place from written
)
select
    concat_ws(
        ',', log_id, called_at, resource_id, consumer, request_id, purpose, mode,
        case when failed then '失败' else '成功' end,
        case when failed then '' else row_count end,
        latency_ms
    ) as "日志编号,调用时间,资源编号,使用部门,申请编号,使用用途,方式,结果,返回行数,耗时"
from lines
order by place, number
