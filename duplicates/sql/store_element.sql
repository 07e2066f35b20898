-- question: what does the city call a data element?
-- grain: one row per element and import
-- units: added_at naive Asia/Shanghai local time
-- source: a file the city imports
insert into data_elements
select
    $element as element, $role as role, $about as about, $authority as authority, $aliases::varchar[] as aliases,
    $added_by as added_by, $added_at::timestamp as added_at
