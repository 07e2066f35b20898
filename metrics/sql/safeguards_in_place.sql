-- title: 安全保障措施落实率
-- question: which share of article 17's safeguards does each department have in place on as_of?
-- kind: rate
-- grain: department of the register
-- units: 项；比率0–1
-- source: 第十七条
-- evidence: safeguards_missing
-- columns:
--   department: 部门
--   numerator: 已落实（项）
--   denominator: 应落实（项）
--   value: 落实率
--
-- A data officer named, confidentiality agreements signed, security rules issued (on or before as_of). A safeguard the register
-- tells for no department is not measured.

select
    department,
    (coalesce(has_officer, false)::integer + coalesce(has_agreement, false)::integer
        + coalesce(has_rules, false)::integer)::bigint as numerator,
    ((has_officer is not null)::integer + (has_agreement is not null)::integer
        + (has_rules is not null)::integer)::bigint as denominator,
    numerator / nullif(denominator, 0) as value
from safeguards($as_of)
where $department is null or department = $department
order by department
