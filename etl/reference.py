"""Writes what derives from the feeds' contract: docs/feeds.md and the macros of reasons and codes.

`python -m etl.reference` writes the three files; a test fails when one of them is stale.
"""

import re
from pathlib import Path

from etl import frequencies, item_names, values
from etl.feeds import FEEDS, Feed, codes
from etl.feeds.columns import Column
from etl.reasons import KINDS_OF_VALUE, REASONS

ROOT = Path(__file__).resolve().parent.parent
_HEADER = "-- question: {question}\n-- grain: scalar macros\n-- units: {units}\n-- source: {source}\n"
_GENERATED = "written by `python -m etl.reference` from {}; do not edit"


def reasons_sql() -> str:
    """One macro `reason_<code>(parts…)` per sentence of etl/reasons.py."""
    head = _HEADER.format(
        question="how is a refusal put into words?",
        units="a Chinese sentence",
        source=_GENERATED.format("etl/reasons.py"),
    )
    return head + "".join(_reason_macro(code, sentence) for code, sentence in REASONS.items())


def _reason_macro(code: str, sentence: str) -> str:
    names = list(dict.fromkeys(re.findall(r"\{(\w+)\}", sentence)))
    order = ("title", "value", "other", "other_value", "choices", "kind", "least", "most")
    pieces = [piece for piece in re.split(r"(\{\w+\})", sentence) if piece]
    joined = ", ".join(piece[1:-1] if piece.startswith("{") else _quoted(piece) for piece in pieces)
    parameters = ", ".join(sorted(names, key=order.index))
    return f"\ncreate or replace macro reason_{code}({parameters}) as\n    concat({joined});\n"


def codes_sql() -> str:
    """Macros `read_<codes>(cell)`, `choices_<codes>()`, `read_boolean`, `read_frequency` and `kind_of_value(cell)`."""
    head = _HEADER.format(
        question="which code does a cleaned cell stand for?",
        units="code as stored in the lake, null when unknown",
        source=_GENERATED.format(
            "etl/feeds/codes.py, etl/values.py, etl/frequencies.py and etl/item_names.py"
        ),
    )
    tables = {name.lower(): table for name, table in vars(codes).items() if name.isupper()}
    tables.pop("update_frequency")
    parts = [head, *(_code_macros(name, table) for name, table in tables.items())]
    words = [(values.TRUE_WORDS, "true"), (values.FALSE_WORDS, "false")]
    answers = {word: said for accepted, said in words for word in sorted(accepted)}
    parts.append(_lookup("boolean", answers))
    fold = f"{_quoted(frequencies.FOLD_FROM)}, {_quoted(frequencies.FOLD_TO)}"
    folded = f"translate(replace(coalesce(cell, ''), ' ', ''), {fold})"
    parts.append(f"\ncreate or replace macro folded_frequency(cell) as\n    {folded};\n")
    cases = "".join(
        f"        when regexp_full_match(folded_frequency(cell), {_quoted(pattern)}) then {_quoted(code)}\n"
        for code, pattern in frequencies.PATTERNS
    )
    otherwise = _quoted(frequencies.UNDECLARED)
    body = f"    case\n{cases}        else {otherwise}\n    end;\n"
    parts.append(f"\ncreate or replace macro read_frequency(cell) as\n{body}")
    kinds = "".join(
        f"        when regexp_matches(cell, {_quoted(pattern)}) then {_quoted(KINDS_OF_VALUE[kind])}\n"
        for kind, pattern in item_names.PATTERNS
    )
    first = f"case when regexp_matches(cell, {_quoted(item_names.SUSPECT)}) then"
    body = f"    {first} case\n{kinds}    end end;\n"
    parts.append(f"\ncreate or replace macro kind_of_value(cell) as\n{body}")
    return "".join(parts)


def _code_macros(name: str, table: dict[str, str]) -> str:
    lookup = _lookup(name, {text: _quoted(code) for text, code in table.items()})
    return f"{lookup}\ncreate or replace macro choices_{name}() as\n    {_quoted(values.choices(table))};\n"


def _lookup(name: str, table: dict[str, str]) -> str:
    entries = ",\n".join(f"        {_quoted(text)}: {value}" for text, value in table.items())
    return f"\ncreate or replace macro read_{name}(cell) as\n    map {{\n{entries}\n    }}[folded(cell)];\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def feeds_markdown() -> str:
    """The feed reference: reading rules, then one section per feed."""
    return _RULES + "".join(_section(feed) for feed in FEEDS.values())


def _section(feed: Feed) -> str:
    rows = "".join(_row(column) for column in feed.columns)
    key = ", ".join(f"`{name}`" for name in feed.key)
    appended = feed.kind == "append"
    kind = "append only, a line counts once" if appended else "upsert, the newest export wins, history stays"
    period = f"\nPeriod of a file: smallest to greatest `{feed.event_column}`.\n"
    event = period if feed.event_column else ""
    return (
        f"\n## `{feed.name}` {feed.title}\n\n{feed.description}\n\nKey: {key} · {kind}.\n{event}\n"
        "| column | headers | required | kind | description |\n| --- | --- | --- | --- | --- |\n" + rows
    )


def _row(column: Column) -> str:
    official, *aliases = column.headers
    headers = f"**{official}** {'、'.join(aliases)}".strip()
    notes = [column.description, *_notes(column)]
    required = "yes" if column.required else ""
    return (
        f"| `{column.name}` | {headers} | {required} | {column.kind} | {'; '.join(filter(None, notes))} |\n"
    )


def _notes(column: Column) -> list[str]:
    """What a reader of the reference must know besides the description."""
    notes = []
    if column.kind == "code":
        official: dict[str, str] = {}
        for text, code in column.codes.items():
            official.setdefault(code, text)
        notes.append(", ".join(f"`{code}` {text}" for code, text in official.items()))
    if column.kind in ("date", "timestamp"):
        notes.append(_ERAS[column.era])
    if column.unit:
        notes.append(f"unit: {column.unit}")
    if column.most is not None:
        notes.append(f"{column.least} to {column.most}")
    elif column.least is not None:
        notes.append("not negative")
    if column.nominal:
        notes.append("a name; what evidently is a value is refused")
    if column.rounded:
        notes.append("rounded half up")
    if column.not_before:
        notes.append(f"not before `{column.not_before}`")
    if column.needs:
        notes.append(f"only with `{column.needs}`")
    if column.needed_by:
        notes.append(f"required with `{column.needed_by}`")
    return notes


_ERAS = {
    "any": "1949 to 2100",
    "recorded": "1949 to the day after the export",
    "logged": "2000 to the day after the export",
}

_RULES = (Path(__file__).resolve().parent / "feeds" / "reading_rules.md").read_text(encoding="utf-8")

FILES = {
    ROOT / "etl" / "macros" / "30_reasons.sql": reasons_sql,
    ROOT / "etl" / "macros" / "40_codes.sql": codes_sql,
    ROOT / "docs" / "feeds.md": feeds_markdown,
}


def main() -> None:
    """Write all files."""
    for path, content in FILES.items():
        path.write_text(content(), encoding="utf-8")


if __name__ == "__main__":
    main()
