-- question: when was each version of a resource in force, which of its fields are blank, which rules does it break?
-- grain: one row per row of the source (rows of catalogue_history, all versions of each of their resources)
-- units: *_from inclusive, *_until exclusive (dates); empty where the version was replaced on the day of its export
-- source: articles 4, 6, 8-1, 8-2, 8-3, 9, 11
--
-- A version is in force from its export until the next one; the first also for the days before, back to the publication it
-- states: a resource published later was in no catalogue then. asked_* does the same without removals and back to the
-- beginning: what was asked or doubted belongs to somebody. Placeholders such as "/" count as blank, an update frequency must
-- be readable; a resource that is not shared may answer 无 to scope and provision mode. Every named format must be
-- unstructured for that finding.

create or replace macro memory.macros.judged_versions(source) as table
with versions as (
    select * exclude (resource_id, row_key, row_hash), row_key as resource_id
    from query_table(source)
),
dated as (
    select
        *,
        lag(exported_on) over versions_in_order as previous_export,
        lead(exported_on) over versions_in_order as next_export
    from versions
    window versions_in_order as (partition by resource_id order by exported_on, batch_id)
),
asked as (
    select
        batch_id, exported_on, resource_id,
        lag(exported_on) over listed_in_order as previous_listed,
        lead(exported_on) over listed_in_order as next_listed
    from versions
    where removed is not true
    window listed_in_order as (partition by resource_id order by exported_on, batch_id)
),
judged as (
    select
        dated.*,
        asked.batch_id is not null as listed,
        asked.previous_listed,
        asked.next_listed,
        list_filter(
            string_split_regex(lower(trim(dated.format)), '[\s、,，;；/|+及和]+'), lambda part: part <> ''
        ) as formats
    from dated
    left join asked
        on asked.resource_id = dated.resource_id
        and asked.batch_id = dated.batch_id
        and asked.exported_on = dated.exported_on
)
select
    * exclude (previous_export, next_export, listed, previous_listed, next_listed, formats),
    previous_export,
    case
        when previous_export is not null then exported_on
        when published_on is null then date '0001-01-01'
        else least(published_on, exported_on)
    end as valid_from,
    coalesce(next_export, date '9999-12-31') as valid_until,
    case when listed and previous_listed is null then date '0001-01-01' when listed then exported_on end as asked_from,
    case when listed then coalesce(next_listed, date '9999-12-31') end as asked_until,
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
    ], lambda field: field is not null) as blank_fields,
    list_filter([
        case when share_type = 'not_shared' and not memory.macros.filled(no_share_basis)
            then {'finding': 'not_shared_without_basis', 'article': '第八条第一项', 'reason': '不予共享但未列明法律、行政法规或党中央、国务院政策依据'} end,
        case when share_type = 'not_shared' and not memory.macros.filled(no_share_reason)
            then {'finding': 'not_shared_without_reason', 'article': '第九条', 'reason': '不予共享但未说明理由'} end,
        case when resource_class = 'base' and share_type is distinct from 'unconditional'
            then {'finding': 'base_not_unconditional', 'article': '第八条第二项', 'reason': '基础信息资源未列为无条件共享'} end,
        case when share_type = 'conditional' and not memory.macros.filled(share_condition)
            then {'finding': 'conditional_without_condition', 'article': '第九条', 'reason': '有条件共享但未写明共享条件'} end,
        case when resource_class = 'theme' and not memory.macros.filled(lead_department)
            then {'finding': 'theme_without_lead', 'article': '第八条第三项', 'reason': '主题信息资源未写明牵头部门'} end,
        case when share_type is distinct from 'not_shared' and not coalesce(connected, false)
            then {'finding': 'never_connected', 'article': '第四条', 'reason': '已编目但未挂接到共享平台'} end,
        case when len(formats) > 0 and len(list_filter(formats, lambda part: not regexp_full_match(part,
                '\.?(pdf|ofd|docx?|wps|pptx?|word|jpe?g|png|gif|bmp|tiff?|mp3|mp4|avi|wav|纸质.*|图片|图像|图形图像|照片|扫描件|影印件|复印件|音频|视频|流媒体|文档|非结构化.*)'
            ))) = 0
            then {'finding': 'unstructured_format', 'article': '第十一条', 'reason': format('只有非结构化格式：{}', format)} end
    ], lambda rule: rule is not null) as broken
from judged;
