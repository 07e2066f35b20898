-- question: who changed what, when and from which page?
-- grain:    change, newest first
-- source:   audit_log
select acted_at, action, subject, person, detail, page, roles, department
from audit_log
where cast(acted_at as date) between $start and $end
    and ($person is null or person = $person)
    and ($action is null or action = $action)
order by acted_at desc, person, action, subject
