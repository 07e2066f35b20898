-- question: by when did each touched request have to be answered, and from which day on can that no longer change?
-- grain: one row per request in temp table touched_requests, replacing what stood there
-- units: as in macro running_requests; settled_on a day, 9999-12-31 for never
-- source: requests, catalogue_periods, outages, calendar, deadline_rules
--
-- What the clock says changes with the day asked while an answer, a withdrawal, the end of a pause or a day up to the deadline
-- lies ahead. So a request that ended is settled on the last of the days its clock reads.
delete from request_deadlines where request_id in (from touched_requests);

create or replace temp table touched_rows as
select * from requests where request_id in (from touched_requests);

create or replace temp table ruled_rows as
select *, date '9999-12-31' as settled_on from memory.macros.ruled_requests('touched_rows');

create or replace temp table ended_rows as
select
    request_id, answered_on, counted_deadline, deadline, provisional, working_days_used, state, refusal_reason,
    greatest(
        applied_on, paused_from::date, paused_to::date, replied_at::date, withdrawn_at::date, counted_deadline, deadline,
        pause_end, clock_end
    ) as settled_on
from memory.macros.running_requests('ruled_rows', (select max(day) from calendar))
where deadline is not null
    and (answered_on is not null or withdrawn_at is not null)
    and (paused_from is null or paused_to is not null or answered_on is not null);

insert into request_deadlines by name
select
    ruled.* exclude (settled_on, refusal_reason),
    case when ended.request_id is null then ruled.refusal_reason else ended.refusal_reason end as refusal_reason,
    coalesce(ended.settled_on, date '9999-12-31') as settled_on,
    ended.* exclude (request_id, refusal_reason, settled_on)
from ruled_rows as ruled
left join ended_rows as ended on ended.request_id = ruled.request_id
order by settled_on, deadline;

drop table ended_rows;

drop table ruled_rows;

drop table touched_rows;
