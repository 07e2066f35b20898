-- question: which resources break a rule of the catalogue, and which rule?
-- grain: one row per resource listed on as_of and rule broken
-- units: finding is a code, article the regulation's article
-- source: articles 4, 8-1, 8-2, 8-3, 9, 11; the rules broken by macro judged_versions
--
-- A blank 是否挂接 is a finding only where the catalogue tells the column for other resources.

create or replace macro memory.macros.catalogue_findings(as_of) as table
with ruled as (
    select batch_id, line, resource_id, resource_name, department, unnest(broken) as broken
    from catalogue_periods
    where valid_from <= as_of::date and valid_until > as_of::date and removed is not true and len(broken) > 0
),
connection as (
    select coalesce(bool_or(connected is not null), false) as told from memory.macros.catalogue_as_of(as_of)
)
select
    batch_id, line, resource_id, resource_name, department,
    broken.finding as finding, broken.article as article, broken.reason as reason
from ruled
where broken.finding <> 'never_connected' or (select told from connection);
