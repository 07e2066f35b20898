-- question: what was ruled on an appeal, one ruling after the other?
-- grain:    ruling, oldest first
-- units:    share 0 to 1; scores on the scheme's scale
-- source:   appeal_rulings
select ruling, share, reason, score_before, score_after, rank_before, rank_after, ruled_by, ruled_at
from appeal_rulings
where appeal_id = $appeal_id
order by ruled_at, rowid
