"""What a check found before loading, and what became of every line afterwards."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from etl.feeds import FEEDS
from etl.headers import LINE_HEADER, REASON_HEADER
from etl.load import LoadReport
from language.retelling import retold
from ui import blocks, messages
from ui.language import _, together

FEW = 6
"""Problems that need no scrolling."""


def before_load(report: LoadReport, key: str) -> None:
    """What a load would do, and every problem found."""
    good = report.loaded + report.unchanged + report.superseded
    counts = _(
        "共 {read:,} 行：将载入 {loaded:,}，未变 {unchanged:,}，旧版 {superseded:,}，将拒收 {refused:,}。"
    ).format_map(_counts(report))
    counts = together(counts, _ignored(report))
    if not report.refused:
        st.success(together(_("检查完毕，没有发现问题。"), counts), icon=":material/check_circle:")
        return
    sentence = together(_("检查完毕，{n:,} 行有问题。").format(n=report.refused), counts)
    if good:
        sentence = together(sentence, _("可以先载入其余各行，拒收的行更正后再次上传即可。"))
    st.warning(sentence, icon=":material/rule:")
    found = problems(report)
    blocks.table(found, f"{key}_problems", title=_("发现的问题"), height=280 if len(found) > FEW else None)


def problems(report: LoadReport) -> pd.DataFrame:
    """The refused cells: line, column (title), original value, reason."""
    titles = {column.name: column.title for column in FEEDS[report.feed].columns}
    rows = [(line, titles.get(name, name), value, reason) for line, name, value, reason in report.problems]
    return pd.DataFrame(rows, columns=["line", "column", "original_value", "reason"])


def after_load(report: LoadReport) -> None:
    """The counts of a finished load."""
    counts = _(
        "读取 {read:,} 行：载入 {loaded:,}，未变 {unchanged:,}，被更新的记录替代 {superseded:,}，拒收 {refused:,}"
    ).format_map(_counts(report))
    counts = together(f"**{counts}**" + _("。"), _ignored(report))
    if report.notice:
        st.info(retold(report.notice), icon=":material/info:")
    if report.refused:
        way_on = _(
            "在下方“上传记录”中下载拒收的行（出错的单元格已标出原因），更正后再次上传，只会载入这些行。"
        )
        st.warning(together(counts, way_on), icon=":material/rule:")
    else:
        st.success(counts, icon=":material/check_circle:")


def _counts(report: LoadReport) -> dict[str, int]:
    return {
        "read": report.rows_read,
        "loaded": report.loaded,
        "unchanged": report.unchanged,
        "superseded": report.superseded,
        "refused": report.refused,
    }


def _ignored(report: LoadReport) -> str:
    unknown = [name for name in report.unknown_headers if name not in (LINE_HEADER, REASON_HEADER)]
    return _("未用到的列：{names}。").format(names=messages.plain("、".join(unknown))) if unknown else ""
