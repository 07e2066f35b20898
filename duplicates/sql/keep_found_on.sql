-- question: since when is each finding known?
-- grain: one row per finding that was known before, into temp table known_findings
-- units: found_on date
-- source: duplicate_findings before it is replaced
create or replace temp table known_findings as select finding_id, found_on from duplicate_findings
