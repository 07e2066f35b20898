-- question: what did the catalogue say on a day?
-- grain: one row per resource listed on that day (for days before the first export: the first export)
-- units: as in catalogue
-- source: catalogue_history

create or replace macro memory.macros.catalogue_as_of(as_of) as table
select *
from memory.macros.catalogue_versions()
where valid_from <= as_of::date and as_of::date < valid_until and removed is not true;
