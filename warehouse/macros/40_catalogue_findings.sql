-- question: which resources break a rule of the catalogue, and which rule?
-- grain: one row per resource listed on as_of and rule broken
-- units: finding is a code, article the regulation's article
-- source: articles 4, 8-1, 8-2, 8-3, 9, 11
--
-- A blank 是否挂接 is a finding only where the catalogue tells the column for other resources. Formats: every named format
-- must be unstructured for the finding.

create or replace macro memory.macros.catalogue_findings(as_of) as table
with listed as (
    select *, bool_or(connected is not null) over () as connection_told
    from memory.macros.catalogue_as_of(as_of)
),
judged as (
    select
        *,
        list_filter(
            string_split_regex(lower(trim(format)), '[\s、,，;；/|+及和]+'), lambda part: part <> ''
        ) as formats
    from listed
),
ruled as (
    select
        batch_id, line, resource_id, resource_name, department,
        unnest([
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
            case when connection_told and share_type is distinct from 'not_shared' and not coalesce(connected, false)
                then {'finding': 'never_connected', 'article': '第四条', 'reason': '已编目但未挂接到共享平台'} end,
            case when len(formats) > 0 and len(list_filter(formats, lambda part: not regexp_full_match(part,
                    '\.?(pdf|ofd|docx?|wps|pptx?|word|jpe?g|png|gif|bmp|tiff?|mp3|mp4|avi|wav|纸质.*|图片|图像|图形图像|照片|扫描件|影印件|复印件|音频|视频|流媒体|文档|非结构化.*)'
                ))) = 0
                then {'finding': 'unstructured_format', 'article': '第十一条', 'reason': '只有非结构化格式：' || format} end
        ]) as broken
    from judged
)
select
    batch_id, line, resource_id, resource_name, department,
    broken.finding as finding, broken.article as article, broken.reason as reason
from ruled
where broken is not null;
