-- question: in how many lines of the file can the key not be read?
-- grain: one row
-- units: rows
-- source: temp table incoming
select count(*) from incoming where row_key is null
