-- question: which log lines were stored after they had been read with care?
-- grain: one row per log line
-- units: as in usage
-- source: temp view {source} (the lines read with care) without the lines in temp table set_aside
select
    $batch_id::bigint as batch_id,
    called_at, consumer, resource_id, request_id, purpose, mode, status, row_count, latency_ms
from {source} as s
anti join set_aside as a on a.line = s.line
where coalesce(len(s.problems), 0) = 0
