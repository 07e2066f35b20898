"""Finding Chinese that is nobody's name in what pages and files say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import duckdb
import pyarrow as pa
from streamlit.testing.v1 import AppTest

from duplicates.elements import standard_entries
from language import ENGLISH, LANGUAGES, translations
from language.extraction import CHINESE_SIGN

NAMES = """
select unnest([department, peer_group, data_officer]) from departments
union select unnest(aliases) from departments
union select resource_name from catalogue_history
union select unnest([
    share_scope, share_condition, no_share_basis, no_share_reason, timeliness, data_updated_text, provision_mode,
    lead_department
]) from catalogue_history
union select unnest([data_type, description, collection_form]) from items_history
union select unnest([purpose, refusal_reason]) from requests_history
union select purpose from usage
union select description from change_events_history
union select description from corrections_history
union select unnest([project_name, stage]) from projects_history
union select scope from outages_history
union select unnest([file_name, loaded_by]) from batches
union select unnest(original) from refused_rows
union select unnest([statement, filed_by]) from appeals
union select unnest([reason, ruled_by]) from appeal_rulings
union select unnest([reason, override, taken_by]) from round_steps
union select unnest([title, reason, opened_by]) from rounds
union select file_name from appeal_files
"""
"""What senders and people wrote: in Chinese whoever reads. What the catalogue can say in English is none of it."""
EXACT = """
select unnest([format, update_frequency_text]) from catalogue_history
union select item_name from items_history
union select element from data_elements
union select unnest([loaded_by, undone_by]) from batches where loaded_by not in ('本机用户', '命令行')
union select unnest([reason, override]) from round_steps
union select notice_id from notices
union select unnest(problems).value from refused_rows
union select source from deadline_rules
"""
"""The same, also where the catalogue knows the word."""
TYPED = ("公积金", "市人社局", "是 or 否", "出生日期", "、", "语言 / Language", *LANGUAGES.values())
"""What English sentences quote because it is to be typed, and the switch of languages."""
NO_TEXTS = frozenset(
    {"id", "element_id", "form_id", "form", "url", "key", "page_script_hash", "href", "page"}
)
"""Fields of a page's elements nobody reads."""
_CHOICES = re.compile("(?<=please use: )[^; ]+")
"""Terms to choose from, as the loader reads them."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+!|~$:<>&-])")


class Names:
    """The names of a lake."""

    def __init__(self, cur: duckdb.DuckDBPyConnection, more: Iterable[str] = ()) -> None:
        known = set(translations(ENGLISH))
        found = {str(name) for (name,) in cur.execute(NAMES).fetchall() if name}
        cities = {name.removeprefix("乌海市") for name in found if name.startswith("乌海市")}
        own = {name for name in found | cities if len(name) > 1 and CHINESE_SIGN.search(name)} - known
        own |= {entry.element for entry in standard_entries()}
        own |= {str(name) for (name,) in cur.execute(EXACT).fetchall() if name and CHINESE_SIGN.search(name)}
        listed = sorted(own | set(more) | set(TYPED), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, listed)))

    def left(self, text: str) -> bool:
        """Whether a text holds Chinese besides names."""
        if not CHINESE_SIGN.search(text):
            return False
        return (
            CHINESE_SIGN.search(self._pattern.sub("", _CHOICES.sub("", _ESCAPED.sub(r"\1", text))))
            is not None
        )


def said(page: AppTest) -> Iterator[tuple[str, str]]:
    """Every text of a page with its place: labels, helps, options, cells, specifications of charts and their data."""
    for block in (page.main, page.sidebar):
        for number, element in enumerate(block):
            proto = getattr(element, "proto", None)
            if hasattr(proto, "ListFields"):
                yield from _texts(f"{number} {element.type}", proto)


def _texts(place: str, message: Any, drawn: str = "") -> Iterator[tuple[str, str]]:
    """`drawn` is the specification of the chart the message belongs to: of its data only what it names is seen."""
    drawn = getattr(message, "spec", "") or drawn
    for field, value in message.ListFields():
        here = f"{place}.{field.name}"
        for one in value if field.is_repeated else [value]:
            if hasattr(one, "ListFields"):
                yield from _texts(here, one, drawn)
            elif isinstance(one, bytes):
                yield from _cells(here, one, drawn)
            elif isinstance(one, str) and field.name in ("spec", "columns"):
                yield from _strings(here, json.loads(one or "{}"))
            elif isinstance(one, str) and field.name not in NO_TEXTS:
                yield here, one


def _strings(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(place, one)


def _cells(place: str, data: bytes, drawn: str) -> Iterator[tuple[str, str]]:
    try:
        table = pa.ipc.open_stream(data).read_all()
    except pa.ArrowInvalid:
        return
    for name in [name for name in table.column_names if not drawn or f'"{name}"' in drawn]:
        for one in set(map(str, table[name].to_pylist())):
            yield f"{place}.{name}", one
