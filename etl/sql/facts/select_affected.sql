-- question: which facts are to be classed anew?
-- grain: as usage_daily
-- units: as in usage_daily
-- source: usage_daily, temp table affected
create or replace temp table new_facts as
select * exclude (provider, use_class) from usage_daily where resource_id in (from affected)
