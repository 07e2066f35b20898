-- question: what did the catalogue say on a day?
-- grain: one row per resource listed on that day (before its first export: as in the first export, back to its
--        publication)
-- units: as in catalogue
-- source: catalogue_periods

create or replace macro memory.macros.catalogue_as_of(as_of) as table
select * exclude (previous_export, valid_from, valid_until, asked_from, asked_until, blank_fields, broken)
from catalogue_periods
where valid_from <= as_of::date and valid_until > as_of::date and removed is not true;
