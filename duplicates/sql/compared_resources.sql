-- question: which resources does the catalogue list on a day, whose are they, and are they shared?
-- grain: one row per resource, numbered from 0 by id, into temp table compared_resources
-- units: published_on date
-- source: macro catalogue_as_of
create or replace temp table compared_resources as
select
    row_number() over (order by resource_id) - 1 as number,
    resource_id,
    coalesce(resource_name, '') as resource_name,
    coalesce(department, '') as department,
    coalesce(share_type in ('unconditional', 'conditional'), false) as shared,
    coalesce(resource_class = 'base', false) as base,
    published_on
from memory.macros.catalogue_as_of($as_of)
