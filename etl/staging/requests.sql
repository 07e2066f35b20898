-- question: what does each line of a requests file say, and what is wrong with it?
-- grain: one row per line of the file
-- units: local times of Asia/Shanghai; problems is null for a fine line
-- source: temp table raw (line and the feed's columns as text); contract in etl/feeds
with cells as (
    select
        line,
        given_value(request_id) as request_id_cell,
        given_value(resource_id) as resource_id_cell,
        given_value(applicant) as applicant_cell,
        given(purpose) as purpose_cell,
        given_value(applied_at) as applied_at_cell,
        given_value(paused_from) as paused_from_cell,
        given_value(paused_to) as paused_to_cell,
        given_value(extended_to) as extended_to_cell,
        given_value(replied_at) as replied_at_cell,
        given_value(decision) as decision_cell,
        given(refusal_reason) as refusal_reason_cell,
        given_value(delivered_at) as delivered_at_cell,
        given_value(valid_from) as valid_from_cell,
        given_value(valid_until) as valid_until_cell,
        given_value(withdrawn_at) as withdrawn_at_cell
    from raw
),
readings as (
    select
        *,
        read_timestamp(applied_at_cell) as applied_at,
        read_timestamp(paused_from_cell) as paused_from,
        read_timestamp(paused_to_cell) as paused_to,
        read_date(extended_to_cell) as extended_to,
        read_timestamp(replied_at_cell) as replied_at,
        read_decision(decision_cell) as decision,
        read_timestamp(delivered_at_cell) as delivered_at,
        read_date(valid_from_cell) as valid_from,
        read_date(valid_until_cell) as valid_until,
        read_timestamp(withdrawn_at_cell) as withdrawn_at
    from cells
),
judgements as (
    select
        *,
        text_reason('申请编号', request_id_cell, true) as request_id_reason,
        text_reason('资源编号', resource_id_cell, true) as resource_id_reason,
        text_reason('使用部门', applicant_cell, true) as applicant_reason,
        text_reason('使用用途', purpose_cell, false) as purpose_reason,
        time_reason(
            '申请时间', applied_at_cell, applied_at, true, 'timestamp', 'logged', $exported_on
        ) as applied_at_reason,
        time_reason(
            '补正起', paused_from_cell, paused_from, false, 'timestamp', 'logged', $exported_on
        ) as paused_from_reason,
        coalesce(
            time_reason('补正止', paused_to_cell, paused_to, false, 'timestamp', 'any', $exported_on),
            order_reason('补正止', paused_to, '补正起', paused_from, paused_from_reason, '%Y-%m-%d %H:%M:%S'),
            needs_reason('补正止', paused_to, '补正起', paused_from, paused_from_reason)
        ) as paused_to_reason,
        time_reason(
            '经批准延期至', extended_to_cell, extended_to, false, 'date', 'any', $exported_on
        ) as extended_to_reason,
        coalesce(
            time_reason('答复时间', replied_at_cell, replied_at, false, 'timestamp', 'logged', $exported_on),
            order_reason('答复时间', replied_at, '申请时间', applied_at, applied_at_reason, '%Y-%m-%d %H:%M:%S')
        ) as replied_at_reason,
        coalesce(
            code_reason('答复结果', decision_cell, decision, false, choices_decision()),
            needs_reason('答复结果', decision, '答复时间', replied_at, replied_at_reason),
            needs_reason('答复时间', replied_at, '答复结果', decision, replied_at_reason)
        ) as decision_reason,
        text_reason('理由', refusal_reason_cell, false) as refusal_reason_reason,
        coalesce(
            time_reason('提供时间', delivered_at_cell, delivered_at, false, 'timestamp', 'logged', $exported_on),
            order_reason('提供时间', delivered_at, '申请时间', applied_at, applied_at_reason, '%Y-%m-%d %H:%M:%S')
        ) as delivered_at_reason,
        time_reason('授权起', valid_from_cell, valid_from, false, 'date', 'any', $exported_on) as valid_from_reason,
        coalesce(
            time_reason('授权止', valid_until_cell, valid_until, false, 'date', 'any', $exported_on),
            order_reason('授权止', valid_until, '授权起', valid_from, valid_from_reason, '%Y-%m-%d')
        ) as valid_until_reason,
        coalesce(
            time_reason('撤回时间', withdrawn_at_cell, withdrawn_at, false, 'timestamp', 'logged', $exported_on),
            order_reason('撤回时间', withdrawn_at, '申请时间', applied_at, applied_at_reason, '%Y-%m-%d %H:%M:%S')
        ) as withdrawn_at_reason
    from readings
)
select
    line,
    request_id_cell as request_id,
    resource_id_cell as resource_id,
    applicant_cell as applicant,
    purpose_cell as purpose,
    applied_at,
    paused_from,
    paused_to,
    extended_to,
    replied_at,
    decision,
    refusal_reason_cell as refusal_reason,
    delivered_at,
    valid_from,
    valid_until,
    withdrawn_at,
    request_id_cell as row_key,
    case
        when coalesce(
            request_id_reason, resource_id_reason, applicant_reason, purpose_reason, applied_at_reason,
            paused_from_reason, paused_to_reason, extended_to_reason, replied_at_reason, decision_reason,
            refusal_reason_reason, delivered_at_reason, valid_from_reason, valid_until_reason,
            withdrawn_at_reason
        ) is not null then list_filter(
            [
                problem('request_id', request_id_cell, request_id_reason),
                problem('resource_id', resource_id_cell, resource_id_reason),
                problem('applicant', applicant_cell, applicant_reason),
                problem('purpose', purpose_cell, purpose_reason),
                problem('applied_at', applied_at_cell, applied_at_reason),
                problem('paused_from', paused_from_cell, paused_from_reason),
                problem('paused_to', paused_to_cell, paused_to_reason),
                problem('extended_to', extended_to_cell, extended_to_reason),
                problem('replied_at', replied_at_cell, replied_at_reason),
                problem('decision', decision_cell, decision_reason),
                problem('refusal_reason', refusal_reason_cell, refusal_reason_reason),
                problem('delivered_at', delivered_at_cell, delivered_at_reason),
                problem('valid_from', valid_from_cell, valid_from_reason),
                problem('valid_until', valid_until_cell, valid_until_reason),
                problem('withdrawn_at', withdrawn_at_cell, withdrawn_at_reason)
            ],
            lambda one: one.reason is not null
        )
    end as problems
from judgements
