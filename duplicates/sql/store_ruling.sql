-- question: what does an evaluator rule on a finding?
-- grain: one row per ruling
-- units: ruled_at naive Asia/Shanghai local time
-- source: the evaluator; what was ruled on is copied from duplicate_findings as it stands
-- A ruling is about the items that tell something: what identifies or reaches a person is asked for in any case.
insert into duplicate_rulings by name
with ruled as (
    select
        * replace (
            list_filter(pairs, lambda pair: not list_contains(coalesce(identifying, []), pair.item)) as pairs
        )
    from duplicate_findings
    where finding_id = $finding_id
)
select
    (select coalesce(max(ruling_id), 0) + 1 from duplicate_rulings) as ruling_id,
    finding_id, kind, items_sha256, source_items_sha256,
    $verdict as verdict, $legal_basis as legal_basis, $reason as reason, $ruled_by as ruled_by,
    $ruled_at::timestamp as ruled_at,
    department, resource_id, resource_name, provider, source_id, source_name,
    list_transform(pairs, lambda pair: pair.item) as item_names,
    list_transform(pairs, lambda pair: pair.source_item) as source_item_names,
    finding_class, band, score, catalogue_resources
from ruled
