-- question: on which day was the newest items file exported?
-- grain: one row
-- units: date
-- source: batches
select max(exported_on) as newest from batches where feed = 'items' and undone_at is null
