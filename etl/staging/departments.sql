-- question: what does each line of a departments file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: local times and days of Asia/Shanghai; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(department_code) as department_code_cell,
        given(department) as department_cell,
        given_value(aliases) as aliases_cell,
        split_list(aliases) as aliases,
        given(peer_group) as peer_group_cell,
        given(data_officer) as data_officer_cell,
        given_value(confidentiality_signed_on) as confidentiality_signed_on_cell,
        given_value(security_rules_on) as security_rules_on_cell
    from raw
),
readings as (
    select
        *,
        read_date(confidentiality_signed_on_cell) as confidentiality_signed_on,
        read_date(security_rules_on_cell) as security_rules_on
    from cells
),
judgements as (
    select
        *,
        text_reason('部门编码', department_code_cell, true) as department_code_reason,
        text_reason('部门名称', department_cell, true) as department_reason,
        list_reason('别名', aliases_cell) as aliases_reason,
        text_reason('分组', peer_group_cell, false) as peer_group_reason,
        text_reason('数据专员', data_officer_cell, false) as data_officer_reason,
        time_reason(
            '保密协议签订日期', confidentiality_signed_on_cell, confidentiality_signed_on, false, 'date', 'recorded', $exported_on
        ) as confidentiality_signed_on_reason,
        time_reason(
            '安全管理制度建立日期', security_rules_on_cell, security_rules_on, false, 'date', 'recorded', $exported_on
        ) as security_rules_on_reason
    from readings
)
select
    line,
    department_code_cell as department_code,
    department_cell as department,
    aliases,
    peer_group_cell as peer_group,
    data_officer_cell as data_officer,
    confidentiality_signed_on,
    security_rules_on,
    department_code_cell as row_key,
    case
        when coalesce(
            department_code_reason, department_reason, aliases_reason, peer_group_reason,
            data_officer_reason, confidentiality_signed_on_reason, security_rules_on_reason
        ) is not null then list_filter(
            [
                problem('department_code', department_code_cell, department_code_reason),
                problem('department', department_cell, department_reason),
                problem('aliases', aliases_cell, aliases_reason),
                problem('peer_group', peer_group_cell, peer_group_reason),
                problem('data_officer', data_officer_cell, data_officer_reason),
                problem('confidentiality_signed_on', confidentiality_signed_on_cell, confidentiality_signed_on_reason),
                problem('security_rules_on', security_rules_on_cell, security_rules_on_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
