-- question: which facts fall on days whose outages changed?
-- grain: deletes rows of usage_daily
-- units: none
-- source: usage_daily, temp table affected
delete from usage_daily as f
where exists (
    select 1 from affected as a where f.called_on between a.from_day and a.until_day
)
