-- question: which suspected duplicate collections were found since a day and are not ruled on?
-- grain: finding
-- source: duplicate_findings without a ruling
select department, resource_id, resource_name, provider, source_name, found_on
from duplicate_findings
where found_on >= $since::date
    and finding_class = 'duplicate'
    and not exists (select 1 from duplicate_rulings where duplicate_rulings.finding_id = duplicate_findings.finding_id)
order by department, resource_id
