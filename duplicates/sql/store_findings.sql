-- question: what did this comparison find?
-- grain: one row per finding, replacing those of the comparison before
-- units: as in duplicate_findings
-- source: relation found_findings, temp table known_findings
insert into duplicate_findings by name
select found.* exclude (found_on), coalesce(known.found_on, found.found_on) as found_on
from found_findings as found
left join known_findings as known using (finding_id)
