-- question: what stood in a refused line, and what was wrong with it?
-- grain:    one refused line
-- source:   refused_rows
select original, problems
from refused_rows
where batch_id = $batch_id and line = $line
