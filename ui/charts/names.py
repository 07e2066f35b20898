"""Department names short enough for an axis."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

import altair as alt

LONGEST_PREFIX = 4
MOST_SHARED = 0.5


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


def department_axis(names: Iterable[str], **more: Any) -> alt.Axis:  # noqa: ANN401
    """An axis of departments: the shared beginning left out, every label kept, no lines."""
    prefix = shared_prefix(names)
    shown = (
        f"indexof(datum.label, {json.dumps(prefix)}) == 0 ? slice(datum.label, {len(prefix)}) : datum.label"
    )
    return alt.Axis(
        labelExpr=shown if prefix else "datum.label",
        labelLimit=190,
        ticks=False,
        domain=False,
        labelOverlap=False,
        labelFlush=False,
        labelBound=False,
        **more,
    )


def in_two_lines(tail: int) -> str:
    """Axis labels in two lines, as a Vega expression: split at the last blank, or before the last `tail` characters."""
    parted = "split(replace(datum.label, / (?=[^ ]*$)/, '|'), '|')"
    return (
        f"test(/ /, datum.label) ? {parted} : [slice(datum.label, 0, -{tail}), slice(datum.label, -{tail})]"
    )
