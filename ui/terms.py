"""Rows as they are shown: codes as words in the regulation's terms, stored sentences in the reader's language."""

from __future__ import annotations

import pandas as pd

from language import N_
from language.retelling import retold
from metrics.words import words_of
from ui.language import _

ROLES = {
    "leader": N_("单位领导"),
    "evaluator": N_("评价人员"),
    "uploader": N_("上传人员"),
    "department": N_("部门人员"),
    "administrator": N_("管理员"),
}
TOLD_AGAIN = frozenset(
    {
        "confirmed_by",
        "decided_by",
        "drafted_by",
        "filed_by",
        "found_by",
        "loaded_by",
        "made_by",
        "opened_by",
        "person",
        "ruled_by",
        "saved_by",
        "taken_by",
        "undone_by",
        "article",
        "cause",
        "circumstance",
        "dimension",
        "dimension_title",
        "evidence",
        "grade",
        "grade_after",
        "grade_at_most",
        "grade_before",
        "grade_by_points",
        "indicator",
        "missing",
        "name",
        "note",
        "notes",
        "one_reason",
        "rationale",
        "reason",
        "sentence",
        "sign",
        "source",
        "title",
        "unit",
        "warnings",
    }
)
"""Columns of sentences and titles that are stored in Chinese, and of people: who used the command line, say."""


def spelled_out(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy with every known code replaced by its word, and truth values by 是/否."""
    out = frame.copy(deep=False)
    for column in out.columns:
        known = words_of(str(column), out.columns)
        if known:
            out[column] = [known.get(code, code) for code in out[column]]
        elif column in TOLD_AGAIN:
            told = {text: retold(text) for text in {one for one in out[column] if isinstance(one, str)}}
            out[column] = [told[text] if isinstance(text, str) else text for text in out[column]]
        elif out[column].dtype == bool:
            yes, no = _("是"), _("否")
            out[column] = [yes if value else no for value in out[column]]
    return out
