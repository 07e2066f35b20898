-- question: which names did evaluators confirm to mean the same?
-- grain: one row per alias, its newest decision (within one second the withdrawal); withdrawn ones left out
-- units: confirmed_at naive Asia/Shanghai local time
-- source: duplicate_aliases
select alias, canonical, confirmed_by, confirmed_at
from (
    select *
    from duplicate_aliases
    qualify row_number() over (partition by alias order by confirmed_at desc, withdrawn desc) = 1
)
where withdrawn is not true
order by alias
