-- question: which freshness limits were in force?
-- grain:    declared frequency
-- units:    days
-- source:   frequency_limits
from frequency_limits
order by update_frequency
