-- question: why is a cell refused?
-- grain: scalar macros over one cleaned cell and what was read from it
-- units: a Chinese sentence (macros/30_reasons.sql), null when the cell is fine
-- source: etl/feeds/reading.py says the same for one row at a time

create or replace macro damage_reason(title, cell, longest) as
    case
        when damaged(cell) then reason_damaged(title)
        when length(cell) > longest then reason_too_long(title, longest)
    end;

create or replace macro text_reason(title, cell, required) as
    case
        when cell is null then case when required then reason_missing(title) end
        when untidy(cell) or strlen(cell) > 2000 then damage_reason(title, cell, 2000)
    end;

-- a name must stand there: dates, numbers, telephone numbers, addresses behind a label, sentences are none
create or replace macro name_reason(title, cell) as
    coalesce(
        text_reason(title, cell, true),
        case when kind_of_value(cell) is not null then reason_not_a_name(title, shown(cell), kind_of_value(cell)) end
    );

create or replace macro list_reason(title, cell) as
    damage_reason(title, cell, 20000);

create or replace macro code_reason(title, cell, code, required, choices) as
    case
        when code is not null then null
        when cell is null then case when required then reason_missing(title) end
        else coalesce(damage_reason(title, cell, 2000), reason_unknown_code(title, shown(cell), choices))
    end;

create or replace macro answer_reason(title, cell, answer) as
    case
        when cell is null or answer is not null then null
        else coalesce(damage_reason(title, cell, 2000), reason_not_boolean(title, shown(cell)))
    end;

-- why a text is no date or time; `form` is 'date' or 'timestamp'
create or replace macro unreadable_time_reason(title, cell, form) as
    case
        when damaged(cell) or length(cell) > 2000 then damage_reason(title, cell, 2000)
        when looks_like_local_time(cell) then reason_no_such_time(title, shown(cell))
        when looks_like_time(cell) then reason_foreign_zone(title, shown(cell))
        when looks_ambiguous(cell) then reason_ambiguous_date(title, shown(cell))
        when form = 'date' then reason_not_a_date(title, shown(cell))
        else reason_not_a_time(title, shown(cell))
    end;

-- `era`: any = 1949 to 2100, recorded = 1949 to the day after the export, logged = 2000 to the day after the export
create or replace macro time_reason(title, cell, moment, required, form, era, exported_on) as
    case
        when moment is not null then
            case
                when era = 'logged' and year(moment) < 2000 then reason_too_early(title, shown(cell), 2000)
                when year(moment) < 1949 then reason_too_early(title, shown(cell), 1949)
                when era = 'any' and year(moment) > 2100 then reason_too_late(title, shown(cell), 2100)
                when era <> 'any' and moment::date > exported_on + 1 then reason_after_export(title, shown(cell))
            end
        when cell is null then case when required then reason_missing(title) end
        else unreadable_time_reason(title, cell, form)
    end;

-- compared only where the other cell was accepted; a day without time of day precedes no moment of that day
create or replace macro order_reason(title, moment, other_title, other, other_reason, style) as
    case when other_reason is null and moment < other and moment <> date_trunc('day', other)
    then reason_too_soon(title, strftime(moment, style), other_title, strftime(other, style)) end;

-- `cell_reason`: why the cell that can be blank or wrong by itself was refused, if it was
create or replace macro needs_reason(title, reading, other_title, other, cell_reason) as
    case when cell_reason is null and reading is not null and other is null
    then reason_needs_other(title, other_title) end;

-- the last plausible time of a declared range of days, null when it is out of order
create or replace macro declared_time(first, last, exported_on) as
    case when first <= last and year(last) >= 1949 and last::date <= exported_on + 1 then last end;

-- `number` is what was read from `bare`, the cell without its unit; `reading` the value kept of it (null = a fraction
-- where a whole number must stand)
create or replace macro number_reason(title, cell, bare, number, reading, required, whole, least, most) as
    case
        when cell is null then case when required then reason_missing(title) end
        when number is null then coalesce(
            damage_reason(title, cell, 2000),
            case
                when is_number(bare) then reason_too_large(title, shown(cell))
                when whole then reason_not_an_integer(title, shown(cell))
                else reason_not_a_number(title, shown(cell))
            end
        )
        when reading is null then reason_not_an_integer(title, shown(cell))
        when most is not null and number not between least and most
            then reason_out_of_range(title, shown(cell), least, most)
        when most is null and number < least then reason_negative(title, shown(cell))
    end;
