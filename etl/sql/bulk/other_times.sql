-- question: which times do cells say that are not written as 2026-01-05 09:03:00?
-- grain: one row per cell, in their order
-- units: local time of Asia/Shanghai; null for a cell that needs a reason
-- source: relation other_times
select read_timestamp(given_value(called_at)) as called_at from other_times
