-- question: which editions of a round's result exist?
-- grain:    edition
-- units:    -
-- source:   round_editions
select
    round_id, edition, kind, snapshot_id, scheme_code, scheme_version, code_version, code_sha256, edition_sha256,
    made_by, made_at, reason
from round_editions
where $round_id is null or round_id = $round_id
order by round_id, edition
