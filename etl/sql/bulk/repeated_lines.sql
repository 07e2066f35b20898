-- question: does the file name any log line twice?
-- grain: one row
-- units: lines beyond the number of distinct identities (by 64-bit hash: may only err towards asking again)
-- source: {feed} of the batch
select count(*) - count(distinct hash({identity})) as repeats from {feed} where batch_id = $batch_id
