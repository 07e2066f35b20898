-- question: what did each resource say, from which day to which day?
-- grain: one row per resource and version that was in force on at least one day
-- units: valid_from inclusive, valid_until exclusive (dates)
-- source: catalogue_periods; a version is in force from its export until the next one; the first also for the days
--         before, back to its publication

create or replace macro memory.macros.catalogue_versions() as table
select * exclude (previous_export, asked_from, asked_until, blank_fields, broken)
from catalogue_periods
where valid_from < valid_until;
