-- question: which departments does the register know, and in which peer group?
-- grain:    department
-- source:   departments in force
select department, peer_group
from departments
order by department_code
