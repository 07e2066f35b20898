-- question: which lines cannot be read, and why?
-- grain: one row per unreadable line
-- units: line of the sender's file
-- source: {source}
insert into set_aside by name
select line, row_key, problems from {source} where coalesce(len(problems), 0) > 0
