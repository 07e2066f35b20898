-- question: which suspected duplicate collections were found since a day and are not ruled on?
-- grain: finding
-- source: duplicate_findings that wait for a ruling (macro duplicate_states)
select department, resource_id, resource_name, provider, source_name, found_on
from duplicate_findings
where found_on >= $since::date
    and finding_id in (
        select finding_id
        from duplicate_states()
        where finding_class = 'duplicate' and state in ('open', 'returned')
    )
order by department, resource_id
