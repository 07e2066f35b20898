-- question: how is a refusal put into words?
-- grain: scalar macros
-- units: a Chinese sentence
-- source: written by `python -m etl.reference` from etl/reasons.py; do not edit

create or replace macro reason_missing(title) as
    concat('“', title, '”为必填项，请补填');

create or replace macro reason_damaged(title) as
    concat('“', title, '”含有控制字符或乱码，请在原系统中删除后重新导出');

create or replace macro reason_too_long(title, most) as
    concat('“', title, '”超过 ', most, ' 个字，请缩短');

create or replace macro reason_unknown_code(title, value, choices) as
    concat('“', title, '”中的“', value, '”不在可选范围内，请填写：', choices);

create or replace macro reason_not_boolean(title, value) as
    concat('“', title, '”中的“', value, '”无法识别，请填“是”或“否”');

create or replace macro reason_not_a_date(title, value) as
    concat('“', title, '”中的“', value, '”不是可识别的日期，请写成 2026-01-05 的形式');

create or replace macro reason_not_a_time(title, value) as
    concat('“', title, '”中的“', value, '”不是可识别的时间，请写成 2026-01-05 09:03:00 的形式');

create or replace macro reason_no_such_time(title, value) as
    concat('“', title, '”中的“', value, '”在日历上不存在，请核对年月日和时刻');

create or replace macro reason_ambiguous_date(title, value) as
    concat('“', title, '”中的“', value, '”分不清年月日的先后，请写成 2026-01-05 的形式');

create or replace macro reason_foreign_zone(title, value) as
    concat('“', title, '”中的“', value, '”带有其他时区，请换算为北京时间');

create or replace macro reason_too_early(title, value, least) as
    concat('“', title, '”“', value, '”早于 ', least, ' 年，请核对年份');

create or replace macro reason_after_export(title, value) as
    concat('“', title, '”“', value, '”晚于导出日期，请核对年份');

create or replace macro reason_too_late(title, value, most) as
    concat('“', title, '”“', value, '”晚于 ', most, ' 年，请核对年份');

create or replace macro reason_not_an_integer(title, value) as
    concat('“', title, '”中的“', value, '”不是整数，请只填数字');

create or replace macro reason_not_a_number(title, value) as
    concat('“', title, '”中的“', value, '”不是数字，请只填数字');

create or replace macro reason_negative(title, value) as
    concat('“', title, '”“', value, '”是负数，请核对');

create or replace macro reason_too_large(title, value) as
    concat('“', title, '”“', value, '”过大，请核对数值和单位');

create or replace macro reason_out_of_range(title, value, least, most) as
    concat('“', title, '”“', value, '”应在 ', least, ' 至 ', most, ' 之间，请核对');

create or replace macro reason_too_soon(title, value, other, other_value) as
    concat('“', title, '”“', value, '”早于“', other, '”“', other_value, '”，请核对这两个时间');

create or replace macro reason_not_a_name(title, value, kind) as
    concat('“', title, '”中的“', value, '”看起来是', kind, '，不是名称，请只填信息项的名称（如“出生日期”），值和说明不要填在这里');

create or replace macro reason_needs_other(title, other) as
    concat('填写了“', title, '”但没有“', other, '”，请补填“', other, '”');
