-- question: which lines are not loaded? none, to begin with
-- grain: one row per line that is not loaded
-- units: line of the sender's file
-- source: nothing
create or replace temp table set_aside (
    line bigint,
    row_key varchar,
    row_hash varchar,
    problems struct("column" varchar, "value" varchar, reason varchar)[]
)
