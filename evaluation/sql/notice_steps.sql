-- question: what happened to notices?
-- grain:    step, oldest first
-- units:    -
-- source:   notice_steps
select notice_id, step, day, deadline, provisional, note, taken_by, taken_at
from notice_steps
order by taken_at, rowid
