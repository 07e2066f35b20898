-- title: 未申报明确更新频度的资源
-- question: which shared resources declare no update frequency that can be kept or missed?
-- kind: evidence
-- grain: shared resource listed on as_of
-- units: 个
-- source: 第六条、第十条
-- columns:
--   department: 提供部门
--   resource_id: 资源编号
--   resource_name: 数据名称
--   update_frequency: 更新频度（代码）
--   update_frequency_text: 申报原文
--   feed: 数据类别
--   batch_id: 批次
--   line: 原文件行号
--   file_name: 原文件名
--   reason: 说明

select
    listed.department, listed.resource_id, listed.resource_name,
    coalesce(listed.update_frequency, 'undeclared') as update_frequency,
    listed.update_frequency_text,
    'catalogue' as feed, listed.batch_id, listed.line, batches.file_name,
    case
        when listed.update_frequency = 'irregular' then '更新频度申报为不定期，无法衡量时效'
        when filled(listed.update_frequency_text) then format('更新频度“{}”无法识别，按未申报处理', listed.update_frequency_text)
        else '未申报更新频度'
    end as reason
from catalogue_as_of($as_of) as listed
left join batches on batches.batch_id = listed.batch_id
where listed.share_type is distinct from 'not_shared'
    and coalesce(listed.update_frequency, 'undeclared') in ('irregular', 'undeclared')
    and ($department is null or listed.department = $department)
order by listed.department, listed.resource_id
limit $limit
