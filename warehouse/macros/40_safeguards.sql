-- question: which of article 17's safeguards does each department have in place on as_of?
-- grain: one row per department of the register
-- units: has_* are truth values; null where the register tells that safeguard for no department
-- source: article 17; departments
--
-- A data officer named, confidentiality agreements signed, security rules issued (on or before as_of).

create or replace macro memory.macros.safeguards(as_of) as table
select
    department, batch_id, line,
    case when bool_or(memory.macros.filled(data_officer)) over () then memory.macros.filled(data_officer) end as has_officer,
    case
        when bool_or(confidentiality_signed_on is not null) over ()
            then coalesce(confidentiality_signed_on <= as_of::date, false)
    end as has_agreement,
    case
        when bool_or(security_rules_on is not null) over () then coalesce(security_rules_on <= as_of::date, false)
    end as has_rules
from departments;
