-- question: what do all log lines of the batch come to, those counted apart and the others?
-- grain: as temp table new_facts; calls that succeeded stand in counted_calls only, the others in new_facts only
-- units: as in facts/usage_of_batches.sql
-- source: relation counted_calls, temp table new_facts
insert into new_facts by name
select *, 'success' as outcome from counted_calls
