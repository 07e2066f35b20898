"""Reading one cell: cleaning, and text -> date, time, number, boolean, code, list.

Everything here takes one cell's text. What can be read with certainty is read; anything else raises
`RefusalError` with the reason. The macros in macros/*.sql do the same for whole columns and must agree: the
property test tests/property/test_contract.py compares both.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from etl.reasons import RefusalError, shown

WIDE = (
    "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
    + "：－／（）．＿＋"
)
NARROW = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:-/()._+"
TEXT_BLANKS = ("", "/", "-", "--", "—", "——")
"""Cells that say nothing in a text column."""
VALUE_BLANKS = (*TEXT_BLANKS, "无", "無", "null", "NULL", "Null", "N/A", "n/a", "None", "none", "NaN", "nan")
"""Cells that say nothing in a column of identifiers, codes, dates, numbers or departments."""
LONGEST_TEXT = 2_000
LONGEST_LIST = 20_000
LARGEST = Decimal(10) ** 15

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_DAMAGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
_NARROWING = str.maketrans(WIDE, NARROW)
_SEPARATORS = re.compile("[;；、,，|｜\r\n]")

_DAY = "([1-9][0-9]{3}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})"
_CLOCK = (
    "([0-9]{1,2}) ?[:时時点點] ?([0-9]{1,2})(?: ?[:分] ?([0-9]{1,2})(?:[.]([0-9]{1,9}))?)? ?[分秒]?"
    " ?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
WRITTEN = f"{_DAY}(?: ?[日号號]?|(?: ?[日号號] ?|[ T]){_CLOCK})"
COMPACT = (
    "([1-9][0-9]{3})([0-9]{2})([0-9]{2})(?:[ T]?([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.]([0-9]{1,9}))?)?"
    " ?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
SERIAL = "(?:[2-7][0-9]{4}|80000)(?:[.][0-9]{1,20})?"
AMBIGUOUS = "[0-9]{1,2} ?[-/.年月] ?[0-9]{1,2} ?[-/.月日] ?(?:[0-9]{4}|[0-9]{1,2})(?:[^0-9].*)?"
RANGE = (
    "([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?|[0-9]{8})"
    " ?(?:-|--|~|～|—|——|–|至|到) ?"
    "([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?|[0-9]{8})"
)
NUMBER = "[+-]?(?:[0-9]+|[0-9]{1,3}(?:[,，][0-9]{3})+)(?:[.][0-9]+)?"
LOCAL_ZONES = ("", "+08", "+0800", "+08:00")
SERIAL_EPOCH = datetime(1899, 12, 30)

TRUE_WORDS = frozenset(
    """
    是 有 已 可 可以 能 真 对 √ ✓ ✔ y yes t true 1 1.0 on 已挂接 挂接 已挂载 已归集 归集 已确认
    确认 属实 开放 可开放 已开放 可向社会开放 向社会开放 已完成 已核实 確認 開放
    """.split()  # noqa: SIM905 - a table of words, not code
)
FALSE_WORDS = frozenset(
    """
    否 无 無 未 不 非 没有 不可 不可以 不能 假 × ✗ ✘ n no f false 0 0.0 off 未挂接 不挂接
    未挂载 未归集 不归集 未确认 不属实 不开放 未开放 不可开放 不可向社会开放 不向社会开放 未完成
    未核实
    """.split()  # noqa: SIM905 - a table of words, not code
)


def clean(text: str) -> str:
    """Half-width digits, letters and ：－／（）．＿＋; no invisible characters; blanks trimmed and single."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text).translate(_NARROWING)).strip(" ")


def check_text(cell: str, longest: int = LONGEST_TEXT) -> str:
    """The cell itself. Raises RefusalError when it holds control characters or is too long."""
    if _DAMAGE.search(cell):
        raise RefusalError("damaged")
    if len(cell) > longest:
        raise RefusalError("too_long", most=longest)
    return cell


def fold(cell: str) -> str:
    """The form in which codes and booleans are compared: lower case (ASCII only), no blanks."""
    return re.sub("[A-Z]", lambda letter: letter[0].lower(), cell).replace(" ", "")


def read_code(cell: str, codes: dict[str, str]) -> str:
    """Code of an accepted text."""
    code = codes.get(fold(cell))
    if code is None:
        raise RefusalError("unknown_code", value=shown(cell), choices=choices(codes))
    return code


def choices(codes: dict[str, str]) -> str:
    """The official term of each code, as a sentence lists them."""
    official: dict[str, str] = {}
    for text, code in codes.items():
        official.setdefault(code, text)
    return "、".join(official.values())


def read_boolean(cell: str) -> bool:
    """True or false of a yes-or-no word."""
    word = fold(cell)
    if word not in TRUE_WORDS and word not in FALSE_WORDS:
        raise RefusalError("not_boolean", value=shown(cell))
    return word in TRUE_WORDS


def read_number(cell: str, not_one: str = "not_a_number", suffix: str = "") -> Decimal:
    """A plain number, thousands separators and the unit allowed, kept to 10 decimals (half up)."""
    bare = re.sub(f" ?(?:{suffix})$", "", cell)
    if not re.fullmatch(NUMBER, bare):
        raise RefusalError(not_one, value=shown(cell))
    number = Decimal(re.sub("[,，]", "", bare))
    if abs(number) < LARGEST:
        number = number.quantize(Decimal("1E-10"), ROUND_HALF_UP)
    if abs(number) >= LARGEST:
        raise RefusalError("too_large", value=shown(cell))
    return number


def read_list(text: str) -> list[str]:
    """The entries of a list cell, each cleaned, without blanks and repetitions, in their order."""
    entries = (clean(entry) for entry in _SEPARATORS.split(text))
    return list(dict.fromkeys(entry for entry in entries if entry not in VALUE_BLANKS))


def read_timestamp(cell: str, unreadable: str = "not_a_time") -> datetime:
    """A local time (Asia/Shanghai) from ISO, Chinese, dotted, slashed, compact text or an Excel serial."""
    if match := re.fullmatch(WRITTEN, cell) or re.fullmatch(COMPACT, cell):
        return _moment(cell, *(part or "" for part in match.groups()))
    if re.fullmatch(SERIAL, cell):
        seconds = (Decimal(cell) * 86_400).quantize(Decimal(1), ROUND_HALF_UP)
        return SERIAL_EPOCH + timedelta(seconds=int(seconds))
    ambiguous = re.fullmatch(AMBIGUOUS, cell)
    raise RefusalError("ambiguous_date" if ambiguous else unreadable, value=shown(cell))


def read_declared_time(cell: str) -> datetime:
    """As `read_timestamp`; of a range of days its end."""
    if match := re.fullmatch(RANGE, cell):
        start, end = read_timestamp(match[1]), read_timestamp(match[2])
        if start > end:
            raise RefusalError("not_a_time", value=shown(cell))
        return end
    return read_timestamp(cell)


def _moment(
    cell: str, year: str, month: str, day: str, hour: str, minute: str, second: str, fraction: str, zone: str
) -> datetime:
    """The local time with these parts; 24:00:00 is the next midnight, more than six decimals are cut."""
    if zone not in (*LOCAL_ZONES, "Z", "+00", "+0000", "+00:00"):
        raise RefusalError("foreign_zone", value=shown(cell))
    try:
        midnight = datetime(int(year), int(month), int(day))
        time = timedelta(
            hours=int(hour or 0),
            minutes=int(minute or 0),
            seconds=int(second or 0),
            microseconds=int(fraction.ljust(6, "0")[:6]),
        )
    except ValueError:
        raise RefusalError("no_such_time", value=shown(cell)) from None
    if int(minute or 0) > 59 or int(second or 0) > 59 or time > timedelta(days=1):
        raise RefusalError("no_such_time", value=shown(cell))
    shift = timedelta() if zone in LOCAL_ZONES else timedelta(hours=8)
    try:
        return midnight + time + shift
    except OverflowError:
        return datetime.max
