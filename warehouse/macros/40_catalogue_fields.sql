-- question: which of article 6's nine fields did each resource fill in?
-- grain: one row per resource listed on as_of
-- units: filled_fields 0 to 9; missing names the blank fields
-- source: article 6; the fields judged blank by macro judged_versions

create or replace macro memory.macros.catalogue_fields(as_of) as table
select
    batch_id, line, resource_id, resource_name, department,
    9 - len(blank_fields) as filled_fields,
    array_to_string(blank_fields, '、') as missing
from catalogue_periods
where valid_from <= as_of::date and valid_until > as_of::date and removed is not true;
