-- question: what does one ledger row of an edition say?
-- grain:    ledger row
-- units:    -
-- source:   round_records
select content
from round_records
where round_id = $round_id and edition = $edition and document = 'ledger' and contains(content, $mark)
