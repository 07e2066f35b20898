-- question: which facts are classed anew?
-- grain: deletes rows of usage_daily
-- units: none
-- source: usage_daily, temp table affected
delete from usage_daily where resource_id in (from affected)
