-- question: which rows of the current table are to be rebuilt?
-- grain: deletes one row per touched key
-- units: none
-- source: temp table touched
delete from {feed} where row_key in (from touched)
