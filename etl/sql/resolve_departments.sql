-- question: which register name does each department spelling of the file mean?
-- grain: one row per line of the file
-- units: as typed; unknown spellings add a problem to their line
-- source: temp table {source} and temp table department_names (spelling, department, reason)
create or replace temp view {target} as
select
    t.* replace (
        coalesce(d.department, t.{column}) as {column},
        case
            when d.reason is null then t.problems
            else list_concat(
                coalesce(t.problems, []),
                [{{'column': '{column}', 'value': t.{column}, 'reason': d.reason}}]
            )
        end as problems
    )
from {source} as t
left join department_names as d on d.spelling = t.{column}
