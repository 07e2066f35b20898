-- question: which persons and actions does the audit trail know, since when?
-- grain:    one row
-- source:   audit_log
select
    coalesce(list_sort(list_distinct(list(person))), []) as persons,
    coalesce(list_sort(list_distinct(list(action))), []) as actions,
    min(cast(acted_at as date)) as first_day
from audit_log
