-- question: do the texts of few spellings in a typed usage log stand as they should, or does one need care?
-- grain: one row
-- units: true when at least one text has blanks, full-width forms or words for nothing, or is very long
-- source: temp table typed, made from usage.sql with $careful = false
select coalesce(
    bool_or(
        coalesce(needs_care(resource_id), false) or coalesce(needs_care(consumer), false)
        or coalesce(needs_care(request_id), false) or coalesce(needs_care(purpose), false)
    ),
    false
) as needs_care
from (
    select distinct resource_id, consumer, request_id, purpose
    from typed
)
