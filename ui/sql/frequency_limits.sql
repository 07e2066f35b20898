-- question: how old may data be, by declared update frequency?
-- grain:    declared update frequency
-- units:    days
-- source:   frequency_limits; article 10
select update_frequency, fresh_days as fresh_up_to, due_days as due_up_to, overdue_days as overdue_up_to
from frequency_limits
order by fresh_days, update_frequency
