"""Department names short enough for an axis."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

import altair as alt

from ui.charts.drawing import NARROW

LONGEST_PREFIX = 4
MOST_SHARED = 0.5
ONE_LINE = 8
"""Characters of a name that stand in one line beside a narrow chart."""


def shared_prefix(names: Iterable[str]) -> str:
    """The longest beginning (2-4 characters, a city's name as a rule) that more than half of the names
    share.
    """
    listed = list(names)
    for length in range(LONGEST_PREFIX, 1, -1):
        counted = Counter(name[:length] for name in listed if len(name) > length + 1)
        if counted and counted.most_common(1)[0][1] > MOST_SHARED * len(listed) and len(listed) > 2:
            return counted.most_common(1)[0][0]
    return ""


def department_axis(names: Iterable[str], *, upright: bool = True, **more: Any) -> alt.Axis:  # noqa: ANN401
    """An axis of departments: the shared beginning left out, every label kept, no lines.

    Where the chart is narrow, long `upright` names stand in two lines, so that what is drawn keeps its room.
    """
    prefix = shared_prefix(names)
    name = (
        f"(indexof(datum.label, {json.dumps(prefix)}) == 0 ? slice(datum.label, {len(prefix)}) : datum.label)"
        if prefix
        else "datum.label"
    )
    labels = _in_two_lines_where_narrow(name, ONE_LINE) if upright else {"labelExpr": name}
    return _named_axis(190, labelBound=False, **labels, **more)


def kind_axis() -> alt.Axis:
    """An axis of kinds in words; where the chart is narrow, long ones stand in two lines."""
    return _named_axis(260, **_in_two_lines_where_narrow("datum.label", ONE_LINE))


def _named_axis(longest: int, **more: Any) -> alt.Axis:  # noqa: ANN401
    """An axis of names only, each drawn, none longer than so many pixels."""
    return alt.Axis(
        labelFontSize=alt.ExprRef(f"{NARROW} ? 10 : 11"),
        labelLimit=longest,
        labelOverlap=False,
        labelFlush=False,
        ticks=False,
        domain=False,
        **more,
    )


def _in_two_lines_where_narrow(name: str, longest: int) -> dict[str, Any]:
    """Axis properties; `name` is a Vega expression. Words are parted at the blank after the middle, Chinese in the
    middle; a Chinese character counts for two letters.
    """
    letters = f"(length({name}) + length(replace({name}, regexp('[\\u0000-\\u2e7f]', 'g'), '')))"
    parted = f"{NARROW} && {letters} > {2 * longest}"
    half = f"ceil(length({name}) / 2)"
    words = (
        f"split(replace({name}, regexp('^(.{{' + (floor(length({name}) / 2) - 2) + ',}}?) '), '$1|'), '|')"
    )
    halves = f"[slice({name}, 0, {half}), slice({name}, {half})]"
    return {
        "labelExpr": f"{parted} ? (test(/ /, {name}) ? {words} : {halves}) : {name}",
        "labelBaseline": {"condition": {"test": parted, "value": "bottom"}, "value": "middle"},
        "labelLineHeight": 10,
    }


def in_two_lines(tail: int) -> str:
    """Axis labels in two lines, as a Vega expression: split at the last blank, or before the last `tail` characters."""
    parted = "split(replace(datum.label, / (?=[^ ]*$)/, '|'), '|')"
    return (
        f"test(/ /, datum.label) ? {parted} : [slice(datum.label, 0, -{tail}), slice(datum.label, -{tail})]"
    )
