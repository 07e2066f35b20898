"""Anti-gaming watch: signs that figures were made rather than earned. Shown to evaluators, never scored."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation import queries
from language import N_
from metrics import Window, run
from metrics.words import FREQUENCIES

SIGNS = {
    "frequency_weakened": N_("评价期内降低申报的更新频度"),
    "irregular_share": N_("多数资源不定期、不更新或未申报频度"),
    "touch_only_refreshes": N_("只改时间未改内容的更新"),
    "empty_instant_replies": N_("即时空答复"),
    "refusals_without_reason": N_("不同意而不说明理由"),
    "withdrawn_and_filed_anew": N_("撤回后重新提出的申请"),
    "last_week_edits": N_("期末集中修改目录"),
}
"""Signs by code; the first column of `watch`."""

COLUMNS = ["sign", "department", "subject", "reason", "feed", "batch_id", "line", "file_name"]
_METRICS = {"touch_only_refreshes": "resource_id", "refusals_without_reason": "request_id"}
"""Signs that are metrics already, with the column naming their subject."""


def watch(cur: DuckDBPyConnection, window: Window, department: str | None = None) -> pd.DataFrame:
    """Every sign seen in the period: COLUMNS, one row per occurrence, in the order of SIGNS.

    `subject` is the resource, request or department, `reason` a Chinese sentence; batch, line and file name
    the source row where there is one. `department` narrows to one (give `person.limited_to`).
    """
    parts = []
    for sign in SIGNS:
        if sign in _METRICS:
            found = run(sign, cur, window, department)
            found = found.assign(subject=found[_METRICS[sign]])
        else:
            found = queries.frame(
                cur, f"watch/{sign}", **queries.named(
                    f"watch/{sign}", start=window.start, end=window.end, as_of=window.as_of, department=department,
                    frequency_words={"key": list(FREQUENCIES), "value": list(FREQUENCIES.values())},
                ),
            )  # fmt: skip
        parts.append(found.assign(sign=sign)[COLUMNS])
    filled = [part.astype(object) for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)


def watch_counts(signs: pd.DataFrame) -> pd.DataFrame:
    """Occurrences per department (rows) and sign (columns in the order of SIGNS)."""
    table = pd.crosstab(signs["department"], signs["sign"]) if len(signs) else pd.DataFrame()
    return table.reindex(columns=list(SIGNS), fill_value=0).rename_axis(None, axis=1).reset_index()
