"""The list of findings by kind, class, band and department; rows are chosen for review or for a bulk ruling."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from duplicates.judging import BAND_TITLES, CLASS_TITLES
from duplicates.words import KINDS
from ui import columns, messages
from ui.language import _
from ui.readings import duplicates as reading

MOST_SHOWN = 500


def choose(findings: pd.DataFrame, departments: tuple[str, ...]) -> pd.DataFrame:
    """Draw the list; the chosen findings, or the first when nothing is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.segmented_control(
            _("种类"), list(KINDS), default="resource", required=True, format_func=lambda code: _(KINDS[code]),
            key="duplicates_kind", bind="query-params",
        )  # fmt: skip
        finding_class = st.selectbox(
            _("归类"), list(CLASS_TITLES), format_func=lambda code: _(CLASS_TITLES[code]), key="duplicates_class",
            bind="query-params", width=220,
        )  # fmt: skip
        bands = st.pills(
            _("等级"), list(BAND_TITLES), selection_mode="multi", format_func=lambda code: _(BAND_TITLES[code]),
            key="duplicates_band", bind="query-params",
        )  # fmt: skip
        waiting = st.toggle(_("只看待裁定"), key="duplicates_waiting", bind="query-params")
    found = reading.narrowed(
        findings, kind=kind or "resource", finding_class=finding_class or "duplicate", bands=list(bands or []),
        waiting=waiting, departments=departments,
    )  # fmt: skip
    st.markdown(f"**{_('发现')}**（{len(found):,}）")
    if found.empty:
        messages.empty(_("没有符合条件的发现。"), _("可以换一种归类、放宽等级或部门。"))
        return found
    shown = found.head(MOST_SHOWN)
    table = reading.listed(shown)
    state = st.dataframe(
        table,
        key=f"duplicates_list_{kind}_{finding_class}",
        hide_index=True,
        height=min(38 + 35 * len(table), 400),
        column_config={
            **columns.configured(table),
            "finding_id": _("编号"),
            "band": _("等级"),
            "evidence": _("证据强度"),
            "first": _("先后"),
            "burden": _("负担"),
            "department": _("采集部门"),
            "resource_name": _("采集资源"),
            "source_name": _("来源资源"),
            "sentence": st.column_config.TextColumn(_("发现"), width="large"),
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
