-- question: how much was called per day, by whom, on which resource, in which class of authorised use?
-- grain: batch × day × consumer × resource × request × purpose × mode × outcome × class
-- units: calls and rows are counts; latency_total_ms milliseconds; latency_histogram counts per bucket of metrics' latency edges
-- source: usage rows of the batch, classed against catalogue and requests (articles 9, 13, 19, 20-4)

create table if not exists usage_daily (
    batch_id bigint,
    called_on date,
    consumer varchar,
    resource_id varchar,
    provider varchar,
    request_id varchar,
    purpose varchar,
    mode varchar,
    outcome varchar,
    use_class varchar,
    calls bigint,
    row_count bigint,
    latency_histogram bigint[],
    latency_total_ms bigint
);
