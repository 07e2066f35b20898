-- question: which departments are in the register, with whom to talk to?
-- grain:    department, in the register's order
-- source:   departments
select department_code, department, peer_group, aliases, data_officer, confidentiality_signed_on, security_rules_on, feed, batch_id, line
from (select *, 'departments' as feed from departments)
order by department_code
