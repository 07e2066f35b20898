-- question: which of article 6's nine fields did each resource fill in?
-- grain: one row per resource listed on as_of
-- units: filled_fields 0 to 9; missing names the blank fields
-- source: article 6; placeholders such as "/" count as blank, an update frequency must be readable; a resource that is not
--         shared may answer 无 to scope and provision mode

create or replace macro memory.macros.catalogue_fields(as_of) as table
with judged as (
    select
        *,
        list_filter([
            case when not memory.macros.filled(resource_name) then '数据名称' end,
            case when not memory.macros.filled(format) then '数据格式' end,
            case when share_type is null then '共享类别' end,
            case
                when not (memory.macros.filled(share_scope) or (share_type = 'not_shared' and trim(share_scope) = '无'))
                    or share_scope is null then '共享范围'
            end,
            case when coalesce(update_frequency, 'undeclared') = 'undeclared' then '更新频度' end,
            case when not memory.macros.filled(timeliness) then '时效要求' end,
            case
                when not (
                    memory.macros.filled(provision_mode) or (share_type = 'not_shared' and trim(provision_mode) = '无')
                ) or provision_mode is null then '提供方式'
            end,
            case when not memory.macros.filled(department) then '提供单位' end,
            case when open_to_public is null then '可否向社会开放' end
        ], lambda field: field is not null) as blank_fields
    from memory.macros.catalogue_as_of(as_of)
)
select
    batch_id, line, resource_id, resource_name, department,
    9 - len(blank_fields) as filled_fields,
    array_to_string(blank_fields, '、') as missing
from judged;
