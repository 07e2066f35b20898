-- question: who undid the batch, and when?
-- grain: updates one row
-- units: naive Asia/Shanghai local time
-- source: the undo command
update batches set undone_at = $undone_at, undone_by = $undone_by where batch_id = $batch_id
