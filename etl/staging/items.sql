-- question: what does each line of a items file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: text; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(resource_id) as resource_id_cell,
        given(item_name) as item_name_cell,
        given(data_type) as data_type_cell,
        given(length) as length_cell,
        given(description) as description_cell,
        given_value(collected_from) as collected_from_cell,
        given(collection_form) as collection_form_cell
    from raw
),
readings as (
    select
        *,
        read_collected_from(collected_from_cell) as collected_from
    from cells
),
judgements as (
    select
        *,
        text_reason('资源编号', resource_id_cell, true) as resource_id_reason,
        name_reason('信息项名称', item_name_cell) as item_name_reason,
        text_reason('数据类型', data_type_cell, false) as data_type_reason,
        text_reason('长度', length_cell, false) as length_reason,
        text_reason('描述', description_cell, false) as description_reason,
        code_reason(
            '采集来源', collected_from_cell, collected_from, false, choices_collected_from()
        ) as collected_from_reason,
        text_reason('采集表单', collection_form_cell, false) as collection_form_reason
    from readings
)
select
    line,
    resource_id_cell as resource_id,
    item_name_cell as item_name,
    data_type_cell as data_type,
    length_cell as length,
    description_cell as description,
    collected_from,
    collection_form_cell as collection_form,
    resource_id_cell
        || chr(31) || item_name_cell as row_key,
    case
        when coalesce(
            resource_id_reason, item_name_reason, data_type_reason, length_reason, description_reason,
            collected_from_reason, collection_form_reason
        ) is not null then list_filter(
            [
                problem('resource_id', resource_id_cell, resource_id_reason),
                problem('item_name', item_name_cell, item_name_reason),
                problem('data_type', data_type_cell, data_type_reason),
                problem('length', length_cell, length_reason),
                problem('description', description_cell, description_reason),
                problem('collected_from', collected_from_cell, collected_from_reason),
                problem('collection_form', collection_form_cell, collection_form_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
