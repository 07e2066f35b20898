-- question: which departments are evaluated, and in which peer group?
-- grain:    department
-- units:    -
-- source:   departments (register)
select department, peer_group
from departments
order by department_code
