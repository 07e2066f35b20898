-- question: which resources declared a weaker update frequency before the period ended?
-- grain:    resource and change of the declared frequency
-- units:    days
-- source:   catalogue_periods, frequency_limits; weaker: a longer limit, or no frequency that could be kept (article 10)
with limits as (
    select update_frequency, fresh_days from frequency_limits
),
versions as (
    select
        resource_id, resource_name, department, batch_id, line, valid_from, update_frequency,
        lag(update_frequency) over (partition by resource_id order by valid_from) as frequency_before
    from catalogue_versions()
    where removed is not true
)
select
    versions.department,
    versions.resource_id as subject,
    format(
        '{}的更新频度在评价期结束前 {} 天由“{}”改为“{}”',
        versions.resource_name, $end::date - versions.valid_from, $frequency_words[versions.frequency_before],
        $frequency_words[coalesce(versions.update_frequency, 'undeclared')]
    ) as reason,
    'catalogue' as feed, versions.batch_id, versions.line, batches.file_name
from versions
join limits as limits_before on limits_before.update_frequency = versions.frequency_before
left join limits as limits_now on limits_now.update_frequency = versions.update_frequency
left join batches on batches.batch_id = versions.batch_id
where versions.valid_from between $start and least($end, $as_of)
    and coalesce(limits_now.fresh_days, 100000) > limits_before.fresh_days
    and ($department is null or versions.department = $department)
order by versions.department, versions.resource_id
