-- question: what did the touched keys say before the undo?
-- grain: one row per touched key that the current table holds
-- units: none
-- source: {feed}
create or replace temp table undo_before as
select row_key, batch_id, line from {feed} where row_key in (select row_key from touched)
