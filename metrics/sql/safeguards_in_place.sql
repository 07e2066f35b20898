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

with told as (
    select
        *,
        filled(data_officer) as has_officer,
        coalesce(confidentiality_signed_on <= $as_of, false) as has_agreement,
        coalesce(security_rules_on <= $as_of, false) as has_rules,
        bool_or(filled(data_officer)) over () as officer_told,
        bool_or(confidentiality_signed_on is not null) over () as agreement_told,
        bool_or(security_rules_on is not null) over () as rules_told
    from departments
)
select
    department,
    ((officer_told and has_officer)::integer + (agreement_told and has_agreement)::integer
        + (rules_told and has_rules)::integer)::bigint as numerator,
    (officer_told::integer + agreement_told::integer + rules_told::integer)::bigint as denominator,
    numerator / nullif(denominator, 0) as value
from told
where $department is null or department = $department
order by department
