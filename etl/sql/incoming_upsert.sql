-- question: which lines of the file can be taken, and which say different things under one key?
-- grain: one row per line of the file
-- units: ordinal numbers the rows (one line may yield several); row_key is null where the key itself cannot be read; row_hash is the md5 of the values; a key said twice with different values makes every such line a problem
-- source: temp view {source} (typed lines with department names resolved)
create or replace temp table incoming as
with hashed as (
    select
        * replace (
            case
                when len(list_filter(problems, lambda one: list_contains($key_columns::varchar[], one."column"))) > 0 then null
                else row_key
            end as row_key
        ),
        md5(to_json(row(*columns(* exclude (line, row_key, problems))))::varchar) as row_hash,
        row_number() over () as ordinal
    from {source}
),
readable as (
    select row_key, row_hash, line from hashed where coalesce(len(problems), 0) = 0
),
contradictory as (
    select row_key, list(distinct line order by line) as lines
    from readable
    group by row_key
    having count(distinct row_hash) > 1
)
select
    h.* replace (
        case
            when c.row_key is not null and coalesce(len(h.problems), 0) = 0
                then [{{
                    'column': '{key}',
                    'value': replace(h.row_key, chr(31), ' / '),
                    'reason': format(
                        '“{{}}”在本文件第 {{}} 行重复出现而内容不同，无法判断以哪一处为准，请只保留正确的一处',
                        replace(h.row_key, chr(31), ' / '), array_to_string(c.lines[:10], '、')
                    )
                }}]
            else coalesce(h.problems, [])
        end as problems
    )
from hashed as h
left join contradictory as c on c.row_key = h.row_key
