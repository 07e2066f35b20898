-- question: which log lines of the batch are no calls that succeeded?
-- grain: one row per log line
-- units: as in usage
-- source: relation other_calls
create or replace temp view fact_source as
from other_calls
