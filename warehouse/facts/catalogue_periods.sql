-- question: what did the touched resources say, from which day to which day, with which blanks and findings?
-- grain: one row per version of the resources in temp table touched_resources, replacing what stood there
-- units: as in macro judged_versions
-- source: catalogue_history
delete from catalogue_periods where resource_id in (from touched_resources);

create or replace temp table touched_versions as
select * from catalogue_history where row_key in (from touched_resources);

insert into catalogue_periods by name
select * from memory.macros.judged_versions('touched_versions');
