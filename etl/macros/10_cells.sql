-- question: what does a cell say once the sender's typing habits are taken off?
-- grain: scalar macros over one cell's text
-- units: text in, text out; null when the cell says nothing
-- source: etl/values.py says the same for one row at a time

-- blanks, invisible characters, control characters or full-width forms: the cell needs cleaning
create or replace macro untidy(cell) as
    regexp_matches(
        cell,
        '[\x00-\x20\x7f-\x{a0}\x{ad}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{2069}\x{3000}\x{feff}-\x{ff5a}\x{fffd}-\x{ffff}]'
    );

-- full-width digits, letters and ：－／（）．＿＋ (translate is slow, so only where there are any)
create or replace macro half_width(cell) as
    case when regexp_matches(cell, '[\x{ff08}-\x{ff5a}]') then
        translate(
            cell,
            '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ：－／（）．＿＋',
            '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:-/()._+'
        )
    else cell end;

create or replace macro clean_untidy(cell) as
    trim(regexp_replace(
        regexp_replace(
            half_width(cell), '[\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]+', '', 'g'
        ),
        '[\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'
    ), ' ');

create or replace macro clean(cell) as
    case when untidy(cell) then clean_untidy(cell) else cell end;

-- (no `in (…)`: a long one becomes a join, which reads every row)
create or replace macro names_nothing(cell) as
    regexp_full_match(cell, '|/|-|--|—|——|无|無|null|NULL|Null|N/A|n/a|None|none|NaN|nan');

-- text columns
create or replace macro given(cell) as
    nullif(regexp_replace(clean(cell), '^(?:/|-|--|—|——)$', ''), '');

-- identifiers, codes, dates, numbers, departments: 无 and null mean none
create or replace macro given_value(cell) as
    nullif(regexp_replace(clean(cell), '^(?:/|-|--|—|——|无|無|null|NULL|Null|N/A|n/a|None|none|NaN|nan)$', ''), '');

-- yes or no: 无 means no
create or replace macro given_answer(cell) as
    nullif(regexp_replace(clean(cell), '^(?:/|-|--|—|——|null|NULL|Null|N/A|n/a|None|none|NaN|nan)$', ''), '');

-- a text that cannot be taken as it stands
create or replace macro needs_care(cell) as
    untidy(cell) or names_nothing(cell) or strlen(cell) > 2000;

-- control characters, characters that were lost in an earlier conversion, or that no XML file may hold
create or replace macro damaged(cell) as
    regexp_matches(cell, '[\x00-\x08\x0e-\x1f\x7f-\x{9f}\x{fffd}-\x{ffff}]');

-- how codes and yes-or-no words are compared: lower case (ASCII only), no blanks
create or replace macro folded(cell) as
    translate(replace(cell, ' ', ''), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');

-- how reasons repeat a cell
create or replace macro shown(cell) as
    case when length(cell) > 40 then substring(cell, 1, 40) || '…' else cell end;

create or replace macro problem(column_name, cell, reason) as
    {'column': column_name, 'value': substring(coalesce(cell, ''), 1, 200), 'reason': reason};
