-- question: to which batch do the log lines belong that a remaining batch delivered too?
-- grain: one row per promoted log line
-- units: as in the feed's table
-- source: {feed}; temp table displaced
insert into {feed} by name
select f.* replace (p.batch_id as batch_id, p.line as line, p.exported_on as exported_on)
from {feed} as f
join displaced as p on p.row_key = f.{identity}
where f.batch_id = $without
