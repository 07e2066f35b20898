-- question: who did what, when, from where?
-- grain: one row per change
-- units: acted_at naive Asia/Shanghai local time
-- source: the function that made the change
insert into audit_log
select
    $acted_at::timestamp as acted_at,
    $person as person,
    $roles::varchar[] as roles,
    $department as department,
    $page as page,
    $action as action,
    $subject as subject,
    $detail as detail
