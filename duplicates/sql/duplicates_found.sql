-- question: which suspected duplicate collections are known?
-- grain: one row per finding of class duplicate
-- units: none
-- source: duplicate_findings
select finding_id from duplicate_findings where finding_class = 'duplicate'
