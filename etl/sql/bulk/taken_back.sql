-- question: which lines stored directly turned out not to be new log lines?
-- grain: one row per such line, into temp table taken_back
-- units: line of the sender's file
-- source: temp table set_aside without the lines of temp view {source} (lines read with care)
create or replace temp table taken_back as
select line from set_aside where line not in (select line from {source})
