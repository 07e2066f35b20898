-- question: which date, time, number or list does a cleaned cell say?
-- grain: scalar macros over one cleaned cell
-- units: local time of Asia/Shanghai; numbers as written; null when the cell cannot be read with certainty
-- source: etl/values.py says the same for one row at a time
-- A macro is pasted into the query for every mention: each names its argument as seldom as it can.

-- a time in an accepted shape (separated or compact) in the one shape that casts: ：2026-01-05 09:3:00.000000
-- the full-width colon marks what had a shape: a cleaned cell cannot contain one
create or replace macro shaped_time(cell) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                cell,
                '^([1-9][0-9]{3}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})(?: ?[日号號]?|(?: ?[日号號] ?|[ T])([0-9]{1,2}) ?[:时時点點] ?([0-9]{1,2})(?: ?[:分] ?([0-9]{1,2})(?:[.]([0-9]{1,9}))?)? ?[分秒]? ?(?:Z|[+](?:08|00)(?::?00)?)?)$',
                '：\1-0\2-0\3 0\4:0\5:0\6.\7000000'
            ),
            '^([1-9][0-9]{3})([0-9]{2})([0-9]{2})(?:[ T]?([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.]([0-9]{1,9}))?)? ?(?:Z|[+](?:08|00)(?::?00)?)?)?$',
            '：\1-0\2-0\3 0\4:0\5:0\6.\7000000'
        ),
        '([-: ])0([0-9]{2})', '\1\2', 'g'
    );

-- 24:00:00 is the next midnight; more than six decimals of a second are cut; +08 and no zone are local, Z and +00 UTC
create or replace macro written_moment(cell) as
    try_cast(regexp_extract(shaped_time(cell), '^：(.*)$', 1) as timestamp)
    + case when regexp_matches(cell, '[:0-9分秒] ?(?:Z|[+]00(?::?00)?)$') then interval 8 hour else interval 0 hour end;

-- days since 1899-12-30, as spreadsheets count; rounded to the second
create or replace macro serial_moment(cell) as
    timestamp '1899-12-30' + to_seconds(round(
        try_cast(regexp_extract(cell, '^(?:[2-7][0-9]{4}|80000)(?:[.][0-9]{1,20})?$') as decimal(38, 20)) * 86400, 0
    )::bigint);

-- the commonest shapes cast as they are
create or replace macro plain_moment(cell) as
    case when regexp_full_match(
        cell,
        '[1-9][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}(?:[ T][0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2}(?:[.][0-9]{1,6})?)?)?'
    ) then try_cast(cell as timestamp) end;

create or replace macro read_timestamp(cell) as
    coalesce(plain_moment(cell), written_moment(cell), serial_moment(cell));

create or replace macro read_date(cell) as
    read_timestamp(cell)::date;

-- shaped like a time of any zone / like a time of an accepted zone
create or replace macro looks_like_time(cell) as
    regexp_full_match(
        cell,
        '(?:[1-9][0-9]{3}) ?[-/.年] ?(?:[0-9]{1,2}) ?[-/.月] ?(?:[0-9]{1,2})(?: ?[日号號]?|(?: ?[日号號] ?|[ T])(?:[0-9]{1,2}) ?[:时時点點] ?(?:[0-9]{1,2})(?: ?[:分] ?(?:[0-9]{1,2})(?:[.](?:[0-9]{1,9}))?)? ?[分秒]? ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)|(?:[1-9][0-9]{3})(?:[0-9]{2})(?:[0-9]{2})(?:[ T]?(?:[0-9]{2}):?(?:[0-9]{2})(?::?(?:[0-9]{2})(?:[.](?:[0-9]{1,9}))?)? ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?'
    );

create or replace macro looks_like_local_time(cell) as
    regexp_full_match(
        cell,
        '(?:[1-9][0-9]{3}) ?[-/.年] ?(?:[0-9]{1,2}) ?[-/.月] ?(?:[0-9]{1,2})(?: ?[日号號]?|(?: ?[日号號] ?|[ T])(?:[0-9]{1,2}) ?[:时時点點] ?(?:[0-9]{1,2})(?: ?[:分] ?(?:[0-9]{1,2})(?:[.](?:[0-9]{1,9}))?)? ?[分秒]? ?(?:Z|[+](?:08|00)(?::?00)?)?)|(?:[1-9][0-9]{3})(?:[0-9]{2})(?:[0-9]{2})(?:[ T]?(?:[0-9]{2}):?(?:[0-9]{2})(?::?(?:[0-9]{2})(?:[.](?:[0-9]{1,9}))?)? ?(?:Z|[+](?:08|00)(?::?00)?)?)?'
    );

create or replace macro looks_ambiguous(cell) as
    regexp_full_match(
        cell, '[0-9]{1,2} ?[-/.年月] ?[0-9]{1,2} ?[-/.月日] ?(?:[0-9]{4}|[0-9]{1,2})(?:[^0-9].*)?'
    );

-- first and last day of a range of days; any other cell is its own first and last
create or replace macro first_of_range(cell) as
    regexp_replace(
        cell,
        '^([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?|[0-9]{8}) ?(?:-|--|~|～|—|——|–|至|到) ?([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?|[0-9]{8})$',
        '\1'
    );

create or replace macro last_of_range(cell) as
    regexp_replace(
        cell,
        '^([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?|[0-9]{8}) ?(?:-|--|~|～|—|——|–|至|到) ?([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?|[0-9]{8})$',
        '\2'
    );

create or replace macro is_number(cell) as
    regexp_full_match(cell, '[+-]?(?:[0-9]+|[0-9]{1,3}(?:[,，][0-9]{3})+)(?:[.][0-9]+)?');

-- a number with its unit taken off: `suffix` is a pattern
create or replace macro bare_number(cell, suffix) as
    regexp_replace(cell, ' ?(?:' || suffix || ')$', '');

-- kept to 10 decimals, half up; null when not a number or 10^15 and more; whole numbers take the quick way
create or replace macro read_number(cell) as
    coalesce(
        case when regexp_full_match(cell, '[0-9]{1,15}(?:[.]0{1,2})?')
        then try_cast(cell as bigint)::decimal(25, 10) end,
        case when is_number(cell) then try_cast(replace(replace(cell, ',', ''), '，', '') as decimal(25, 10)) end
    );

-- a whole number as it is, null where there is a fraction
create or replace macro whole_number(number) as
    case when number = trunc(number) then number::bigint end;

create or replace macro rounded_number(number) as
    round(number, 0)::bigint;

create or replace macro amount_of(number) as
    round(number, 2)::decimal(18, 2);

-- entries cleaned, without blanks and repetitions, in their order; null when none is left
create or replace macro split_list(cell) as
    nullif(
        list_reduce(
            list_prepend(
                cast([] as varchar[]),
                list_transform(regexp_split_to_array(cell, '[;；、,，|｜\r\n]'), lambda entry: [clean(entry)])
            ),
            lambda entries, entry:
                case when list_contains(entries, entry[1]) or names_nothing(entry[1]) then entries else entries || entry end
        ),
        cast([] as varchar[])
    );
