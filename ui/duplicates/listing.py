"""The list of findings by kind, class, band and department; rows are chosen for review or for a bulk ruling."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from duplicates.judging import BAND_TITLES, CLASS_TITLES
from duplicates.words import KINDS
from ui import blocks, columns, messages, printing
from ui.language import N_, _
from ui.readings import duplicates as reading

MOST_SHOWN = 500
FEW = 10
"""Findings that need no scrolling."""
TITLES = {
    "finding_id": N_("编号"),
    "band": N_("等级"),
    "evidence": N_("证据强度"),
    "first": N_("先后"),
    "burden": N_("负担"),
    "department": N_("采集部门"),
    "resource_name": N_("采集资源"),
    "source_name": N_("来源资源"),
    "sentence": N_("发现"),
}
ON_PAPER = ["state", "band", "department", "resource_name", "source_name", "sentence"]


def choose(findings: pd.DataFrame, departments: tuple[str, ...]) -> pd.DataFrame:
    """Draw the list; the chosen findings, or the first when nothing is chosen."""
    with printing.off_paper(), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.radio(
            _("种类"), list(KINDS), index=list(KINDS).index("resource"), horizontal=True,
            format_func=lambda code: _(KINDS[code]), key="duplicates_kind", bind="query-params",
        )  # fmt: skip
        finding_class = st.selectbox(
            _("归类"), list(CLASS_TITLES), format_func=lambda code: _(CLASS_TITLES[code]), key="duplicates_class",
            bind="query-params", width=220,
        )  # fmt: skip
        bands = st.pills(
            _("等级"), list(BAND_TITLES), selection_mode="multi", format_func=lambda code: _(BAND_TITLES[code]),
            key="duplicates_band", bind="query-params", wrap=True,
        )  # fmt: skip
        waiting = st.toggle(_("只看待裁定"), key="duplicates_waiting", bind="query-params")
    found = reading.narrowed(
        findings, kind=kind or "resource", finding_class=finding_class or "duplicate", bands=list(bands or []),
        waiting=waiting, departments=departments,
    )  # fmt: skip
    if printing.asked():
        return _printed(found)
    st.markdown(_("**发现**（{n:,}）").format(n=len(found)))
    if found.empty:
        messages.empty(_("没有符合条件的发现。"), _("可以换一种归类、放宽等级或部门。"))
        return found
    shown = found.head(MOST_SHOWN)
    table = reading.listed(shown)
    state = st.dataframe(
        table,
        key=f"duplicates_list_{kind}_{finding_class}",
        hide_index=True,
        height="content" if len(table) <= FEW else 400,
        column_config={
            **columns.configured(table),
            **{name: _(title) for name, title in TITLES.items()},
            "sentence": st.column_config.TextColumn(_(TITLES["sentence"]), width="large"),
            "score": st.column_config.NumberColumn(_("得分"), format="%.2f"),
        },
        alt=_("重复采集的发现"),
        placeholder="",
        on_select="rerun",
        selection_mode="multi-row",
    )
    st.caption(_("勾选一行逐项核对；勾选多行可一并裁定。只有“确认重复采集”才计入评价。"))
    if len(found) > MOST_SHOWN:
        st.caption(_("此处显示前 {n} 项，导出文件含全部。").format(n=MOST_SHOWN))
    rows = [row for row in state.selection.rows if row < len(shown)] or [0]
    return shown.iloc[rows].reset_index(drop=True)


def _printed(found: pd.DataFrame) -> pd.DataFrame:
    """The list on paper, where nothing is chosen."""
    table = reading.listed(found)[ON_PAPER].rename(columns=lambda name: _(TITLES.get(str(name), str(name))))
    blocks.table(table, "duplicates_list", title=_("发现"))
    return found.head(0)
