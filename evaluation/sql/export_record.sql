-- question: who exported this workbook, and when?
-- grain:    export, the first
-- units:    -
-- source:   audit_log
select subject as sha256, person as exported_by, acted_at as exported_at, detail
from audit_log
where action = $action and subject = $sha256
order by acted_at
limit 1
