-- question: which lines are not new log lines: unreadable, contradictory, or delivered before?
-- grain: one row per line that is not loaded
-- units: problems is empty for repeated lines
-- source: temp view {source}, temp tables doubled and known
create or replace temp table set_aside as
with unreadable as (
    select line, row_key, ''::varchar as row_hash, problems
    from {source}
    where coalesce(len(problems), 0) > 0
),
suspects as (
    select
        line,
        {identity} as identity,
        md5(to_json(row(*columns(
            lambda c: c not in ('line', 'problems', 'row_key')
        )))::varchar) as row_hash
    from {source}
    where coalesce(len(problems), 0) = 0
        and ({identity} in (from doubled) or {identity} in (select identity from known))
),
contents as (
    select identity, row_hash, line, null::bigint as batch_id from suspects
    union all
    select identity, row_hash, line, batch_id from known
),
verdicts as (
    select
        identity,
        count(distinct row_hash) > 1 as contradictory,
        min(line) filter (batch_id is null) as first_line,
        bool_or(batch_id is not null) as stored,
        list(
            coalesce(format('批次 {{}} 第 {{}} 行', batch_id, line), format('本文件第 {{}} 行', line))
            order by batch_id nulls first, line
        )[:5] as places
    from contents
    group by identity
)
select
    s.line,
    s.identity as row_key,
    s.row_hash,
    case
        when v.contradictory then [{{
            'column': '{key}',
            'value': s.identity,
            'reason': format(
                '编号相同而内容不同（{{}}），无法判断以哪一行为准，请核对后只保留正确的一行', array_to_string(v.places, '、')
            )
        }}]
        else []
    end as problems
from suspects as s
join verdicts as v on v.identity = s.identity
where v.contradictory or v.stored or s.line <> v.first_line
union all
select line, row_key, row_hash, problems from unreadable
