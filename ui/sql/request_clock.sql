-- question: by when had one request to be answered, under which rule, and which days did not count?
-- grain:    one request (no row: not known on the as-of day)
-- units:    working days; dates
-- source:   request_clock; deadline_rules; outage days from counting_days; articles 7 and 9
select
    clock.*,
    deadline_rules.source as rule_source,
    (
        select coalesce(list(day order by day), [])
        from memory.macros.counting_days($as_of)
        where outage and day between clock.applied_on and greatest(clock.deadline, $as_of)
    ) as outage_days
from memory.macros.request_clock($as_of) as clock
left join deadline_rules on deadline_rules.rule_id = clock.rule_id
where clock.request_id = (select request_id from requests_history where batch_id = $batch_id and line = $line)
