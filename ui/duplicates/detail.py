"""One finding side by side: what is asked for, what is shared already, and why they are the same."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from duplicates.find import headline
from ui import messages
from ui.duplicates import records
from ui.language import _
from ui.readings import duplicates as reading

MOST_PAIRS = 12
"""Lines of items that need no scrolling."""


def detail(finding: Any, snapshot: int, own: str | None) -> None:  # noqa: ANN401 - a row of a frame
    """The finding's sentence, items side by side, facts, and the rulings so far."""
    with st.container(border=True):
        st.subheader(messages.plain(headline(finding)), anchor=False)
        left, right = st.columns([3, 2], gap="medium")
        with left:
            table = reading.side_by_side(finding)
            st.dataframe(
                table,
                hide_index=True,
                key=f"pairs_{finding.finding_id}",
                height="content" if len(table) <= MOST_PAIRS else 460,
                alt=_("信息项对照"),
                column_config={_("相似度"): st.column_config.NumberColumn(format="%.2f")},
                placeholder="—",
            )
        with right:
            for title, text in reading.facts(finding, records.observed(snapshot)):
                st.markdown(f"**{title}**　{messages.plain(text)}")
            if len(finding.identifying):
                st.caption(
                    _("用于识别或联系，不作为证据，也不计负担：{items}").format(
                        items=messages.plain(_("、").join(finding.identifying))
                    )
                )
        _rulings(records.rulings(snapshot, own, finding.finding_id), finding)


def _rulings(made: pd.DataFrame, finding: Any) -> None:  # noqa: ANN401
    for ruling in reading.spelled(made).itertuples():
        basis = _("，依据：{text}").format(text=ruling.legal_basis) if ruling.legal_basis else ""
        sentence = _("{when} {who} 裁定为“{verdict}”：{reason}{basis}").format(
            when=f"{ruling.ruled_at:%Y-%m-%d %H:%M}", who=_(str(ruling.ruled_by)), verdict=ruling.verdict,
            reason=ruling.reason, basis=basis,
        )  # fmt: skip
        st.caption(messages.plain(sentence))
    if finding.state == "returned":
        st.info(_("裁定之后双方信息项有变化，请重新裁定。"), icon=":material/update:")
