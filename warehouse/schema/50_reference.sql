-- question: which days count, how long may each thing take?
-- grain: calendar one row per day; deadline_rules one per rule; frequency_limits one per declared frequency
-- units: working_days working days; *_days calendar days
-- source: State Council notices through the chinesecalendar package and data/reference/

create table if not exists calendar (
    day date, is_working boolean, kind varchar, name varchar, provisional boolean, source varchar
);

create table if not exists deadline_rules (
    rule_id varchar, share_type varchar, event varchar, working_days integer, valid_from date, valid_until date,
    source varchar
);

create table if not exists frequency_limits (
    update_frequency varchar, fresh_days integer, due_days integer, overdue_days integer
);
