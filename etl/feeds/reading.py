"""Reading one cell as its column says: text -> value, or a refusal."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from etl import values
from etl.feeds.columns import Column
from etl.frequencies import UNDECLARED, read_frequency
from etl.item_names import kind_of_value
from etl.reasons import RefusalError, shown

Value = str | date | datetime | int | Decimal | bool | list[str] | None
FIRST_YEAR, FIRST_LOGGED_YEAR, LAST_YEAR = 1949, 2000, 2100


def given(column: Column, text: str | None) -> str | None:
    """The cleaned cell, None when it says nothing (which depends on the column's kind)."""
    cell = values.clean(text or "")
    spoken = column.kind == "text" and not column.identifier
    blanks = values.TEXT_BLANKS if spoken else values.VALUE_BLANKS
    if column.kind == "boolean" and cell in ("无", "無"):
        return cell
    return None if cell in blanks else cell


def read_cell(column: Column, text: str | None, exported_on: date) -> Value:
    """The value of a cell of this column in a file exported on that day.

    Raises RefusalError: missing, damaged, too long, unreadable, implausible, or a value where a name must stand.
    """
    cell = given(column, text)
    if column.lenient:
        return _read_leniently(column, cell, exported_on)
    if cell is None:
        if column.required:
            raise RefusalError("missing")
        return None
    longest = values.LONGEST_LIST if column.kind == "list" else values.LONGEST_TEXT
    values.check_text(cell, longest)
    if column.nominal and (kind := kind_of_value(cell)) is not None:
        raise RefusalError("not_a_name", value=shown(cell), kind=kind)
    match column.kind:
        case "code":
            return values.read_code(cell, column.codes)
        case "boolean":
            return values.read_boolean(cell)
        case "list":
            return values.read_list(text or "") or None
        case "integer" | "decimal":
            return _read_amount(column, cell)
        case "date" | "timestamp":
            return _read_plausible(column, cell, exported_on)
        case _:
            return cell


def check_against_others(
    column: Column, value: Value, others: Mapping[str, Value], titles: Mapping[str, str]
) -> None:
    """Compare with the cells of the same line that could be read (`others`).

    Raises RefusalError: earlier than it may be, or one of two cells that belong together is missing.
    """
    earlier = others.get(column.not_before)
    if isinstance(earlier, date) and isinstance(value, date) and _precedes(value, earlier):
        raise RefusalError(
            "too_soon", value=written(value), other=titles[column.not_before], other_value=written(earlier)
        )
    if value is not None and column.needs in others and others[column.needs] is None:
        raise RefusalError("needs_other", title=column.title, other=titles[column.needs])
    if value is None and others.get(column.needed_by) is not None:
        raise RefusalError("needs_other", title=titles[column.needed_by], other=column.title)


def _precedes(later: date, earlier: date) -> bool:
    """Later < earlier; a day without a time of day does not precede a moment of the same day."""
    if isinstance(earlier, datetime) and later == datetime(earlier.year, earlier.month, earlier.day):
        return False
    return later < earlier


def written(moment: date) -> str:
    """A date or time as reasons show it."""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"


def _read_plausible(column: Column, cell: str, exported_on: date) -> date | datetime:
    moment = values.read_timestamp(cell, "not_a_date" if column.kind == "date" else "not_a_time")
    first = FIRST_LOGGED_YEAR if column.era == "logged" else FIRST_YEAR
    if moment.year < first:
        raise RefusalError("too_early", value=shown(cell), least=first)
    if moment.year > LAST_YEAR and column.era == "any":
        raise RefusalError("too_late", value=shown(cell), most=LAST_YEAR)
    if column.era != "any" and moment.date() > exported_on + timedelta(days=1):
        raise RefusalError("after_export", value=shown(cell))
    return moment.date() if column.kind == "date" else moment


def _read_amount(column: Column, cell: str) -> int | Decimal:
    not_one = "not_an_integer" if column.kind == "integer" and not column.rounded else "not_a_number"
    number = values.read_number(cell, not_one, column.suffix)
    if not_one == "not_an_integer" and number != int(number):
        raise RefusalError(not_one, value=shown(cell))
    if column.least == 0 and number < 0:
        raise RefusalError("negative", value=shown(cell))
    if column.most is not None and not (column.least or 0) <= number <= column.most:
        raise RefusalError("out_of_range", value=shown(cell), least=column.least, most=column.most)
    if column.kind == "integer":
        return int(number.quantize(Decimal(1), ROUND_HALF_UP))
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _read_leniently(column: Column, cell: str | None, exported_on: date) -> str | datetime | None:
    """The value, or undeclared / None when the cell cannot be read or is implausible."""
    if cell is not None:
        values.check_text(cell)
    if column.kind == "code":
        return UNDECLARED if cell is None else read_frequency(cell)
    try:
        moment = None if cell is None else values.read_declared_time(cell)
    except RefusalError:
        return None
    plausible = moment and moment.year >= FIRST_YEAR and moment.date() <= exported_on + timedelta(days=1)
    return moment if plausible else None
