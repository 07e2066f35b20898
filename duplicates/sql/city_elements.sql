-- question: which data elements did the city add or change?
-- grain: one row per element, its newest version
-- units: none
-- source: data_elements
select element, role, about, authority, aliases
from data_elements
qualify row_number() over (partition by element order by added_at desc) = 1
order by added_at, element
