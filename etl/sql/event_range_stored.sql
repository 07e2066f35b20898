-- question: which days do the lines just stored cover?
-- grain: one row
-- units: dates
-- source: {feed} of the batch
select min({column})::date as data_from, max({column})::date as data_to
from {feed}
where batch_id = $batch_id
