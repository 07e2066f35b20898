-- question: what does each line of a catalogue file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: dates are local days; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(resource_id) as resource_id_cell,
        given(resource_name) as resource_name_cell,
        given_value(department) as department_cell,
        given(format) as format_cell,
        given_value(share_type) as share_type_cell,
        given(share_scope) as share_scope_cell,
        given(share_condition) as share_condition_cell,
        given(no_share_basis) as no_share_basis_cell,
        given(no_share_reason) as no_share_reason_cell,
        given_value(update_frequency) as update_frequency_cell,
        nullif(clean(update_frequency), '') as update_frequency_text,
        given(timeliness) as timeliness_cell,
        given(provision_mode) as provision_mode_cell,
        given_answer(open_to_public) as open_to_public_cell,
        given_value(resource_class) as resource_class_cell,
        given_value(base_category) as base_category_cell,
        given_value(lead_department) as lead_department_cell,
        given_value(published_on) as published_on_cell,
        given_value(catalogue_updated_on) as catalogue_updated_on_cell,
        given_value(data_updated_at) as data_updated_at_cell,
        nullif(clean(data_updated_at), '') as data_updated_text,
        given_answer(connected) as connected_cell
    from raw
),
readings as (
    select
        *,
        read_share_type(share_type_cell) as share_type,
        read_frequency(update_frequency_cell) as update_frequency,
        read_boolean(open_to_public_cell) as open_to_public,
        read_resource_class(resource_class_cell) as resource_class,
        read_base_category(base_category_cell) as base_category,
        read_date(published_on_cell) as published_on,
        read_date(catalogue_updated_on_cell) as catalogue_updated_on,
        read_timestamp(first_of_range(data_updated_at_cell)) as data_updated_at_first,
        read_timestamp(last_of_range(data_updated_at_cell)) as data_updated_at_last,
        read_boolean(connected_cell) as connected
    from cells
),
judgements as (
    select
        *,
        text_reason('资源编号', resource_id_cell, true) as resource_id_reason,
        text_reason('数据名称', resource_name_cell, true) as resource_name_reason,
        text_reason('提供单位', department_cell, true) as department_reason,
        text_reason('数据格式', format_cell, false) as format_reason,
        code_reason('共享类别', share_type_cell, share_type, true, choices_share_type()) as share_type_reason,
        text_reason('共享范围', share_scope_cell, false) as share_scope_reason,
        text_reason('共享条件', share_condition_cell, false) as share_condition_reason,
        text_reason('不予共享依据', no_share_basis_cell, false) as no_share_basis_reason,
        text_reason('不予共享理由', no_share_reason_cell, false) as no_share_reason_reason,
        damage_reason('更新频度', update_frequency_cell, 2000) as update_frequency_reason,
        text_reason('时效要求', timeliness_cell, false) as timeliness_reason,
        text_reason('提供方式', provision_mode_cell, false) as provision_mode_reason,
        answer_reason('可否向社会开放', open_to_public_cell, open_to_public) as open_to_public_reason,
        code_reason(
            '资源分类', resource_class_cell, resource_class, false, choices_resource_class()
        ) as resource_class_reason,
        code_reason(
            '基础类别', base_category_cell, base_category, false, choices_base_category()
        ) as base_category_reason,
        text_reason('牵头部门', lead_department_cell, false) as lead_department_reason,
        time_reason(
            '发布日期', published_on_cell, published_on, false, 'date', 'recorded', $exported_on
        ) as published_on_reason,
        time_reason(
            '目录更新日期', catalogue_updated_on_cell, catalogue_updated_on, false, 'date', 'recorded', $exported_on
        ) as catalogue_updated_on_reason,
        declared_time(data_updated_at_first, data_updated_at_last, $exported_on) as data_updated_at,
        damage_reason('数据更新时间', data_updated_at_cell, 2000) as data_updated_at_reason,
        answer_reason('是否挂接', connected_cell, connected) as connected_reason
    from readings
)
select
    line,
    resource_id_cell as resource_id,
    resource_name_cell as resource_name,
    department_cell as department,
    format_cell as format,
    share_type,
    share_scope_cell as share_scope,
    share_condition_cell as share_condition,
    no_share_basis_cell as no_share_basis,
    no_share_reason_cell as no_share_reason,
    update_frequency,
    update_frequency_text,
    timeliness_cell as timeliness,
    provision_mode_cell as provision_mode,
    open_to_public,
    resource_class,
    base_category,
    lead_department_cell as lead_department,
    published_on,
    catalogue_updated_on,
    data_updated_at,
    data_updated_text,
    connected,
    resource_id_cell as row_key,
    case
        when coalesce(
            resource_id_reason, resource_name_reason, department_reason, format_reason, share_type_reason,
            share_scope_reason, share_condition_reason, no_share_basis_reason, no_share_reason_reason,
            update_frequency_reason, timeliness_reason, provision_mode_reason, open_to_public_reason,
            resource_class_reason, base_category_reason, lead_department_reason, published_on_reason,
            catalogue_updated_on_reason, data_updated_at_reason, connected_reason
        ) is not null then list_filter(
            [
                problem('resource_id', resource_id_cell, resource_id_reason),
                problem('resource_name', resource_name_cell, resource_name_reason),
                problem('department', department_cell, department_reason),
                problem('format', format_cell, format_reason),
                problem('share_type', share_type_cell, share_type_reason),
                problem('share_scope', share_scope_cell, share_scope_reason),
                problem('share_condition', share_condition_cell, share_condition_reason),
                problem('no_share_basis', no_share_basis_cell, no_share_basis_reason),
                problem('no_share_reason', no_share_reason_cell, no_share_reason_reason),
                problem('update_frequency', update_frequency_cell, update_frequency_reason),
                problem('timeliness', timeliness_cell, timeliness_reason),
                problem('provision_mode', provision_mode_cell, provision_mode_reason),
                problem('open_to_public', open_to_public_cell, open_to_public_reason),
                problem('resource_class', resource_class_cell, resource_class_reason),
                problem('base_category', base_category_cell, base_category_reason),
                problem('lead_department', lead_department_cell, lead_department_reason),
                problem('published_on', published_on_cell, published_on_reason),
                problem('catalogue_updated_on', catalogue_updated_on_cell, catalogue_updated_on_reason),
                problem('data_updated_at', data_updated_at_cell, data_updated_at_reason),
                problem('connected', connected_cell, connected_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
