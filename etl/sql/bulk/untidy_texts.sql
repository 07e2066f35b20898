-- question: does any text just stored need cleaning, or name a department the register does not know?
-- grain: one row
-- units: truth value
-- source: usage of the batch, departments
select coalesce(
    bool_or(
        coalesce(needs_care(resource_id), false) or coalesce(needs_care(consumer), false)
        or coalesce(needs_care(request_id), false) or coalesce(needs_care(purpose), false)
        or consumer not in (select department from departments)
    ),
    false
) as untidy
from (
    select distinct resource_id, consumer, request_id, purpose from usage where batch_id = $batch_id
)
