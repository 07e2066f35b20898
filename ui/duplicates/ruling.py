"""An evaluator rules on one finding or, after a preview, on several; and starts a new comparison."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from access import Person, Role
from duplicates.rulings import VERDICTS, Ruling, rule
from duplicates.store import compare_and_store
from ui import lake, messages
from ui.duplicates import records
from ui.language import _
from ui.readings import duplicates as reading
from ui.rounds import jobs


def compare(person: Person, snapshot: int) -> None:
    """When the catalogue was last compared, and the button that compares it again."""
    last = records.run(snapshot)
    with st.container(horizontal=True, vertical_alignment="center"):
        if last.empty:
            st.caption(_("还没有比对过资源目录。"), width="stretch")
        else:
            run: Any = next(last.itertuples())
            st.caption(messages.plain(reading.compared(run)), width="stretch")
        if person.roles & {Role.EVALUATOR, Role.ADMINISTRATOR}:
            jobs.button("compare", _("重新比对"), icon=":material/sync:")
    opened = lake.lake()
    jobs.work("compare", _("正在比对全部资源…"), lambda: _compared(opened, person))


def _compared(opened: Any, person: Person) -> str:  # noqa: ANN401 - the lake
    found = compare_and_store(opened, person)
    return _("比对完成，发现 {n:,} 项。").format(n=len(found.frame))


def ruling(person: Person, chosen: pd.DataFrame) -> None:
    """The form; several findings are shown in a preview first."""
    many = len(chosen) > 1
    if many:
        st.markdown(f"**{_('将一并裁定下列 {n} 项').format(n=len(chosen))}**")
        st.dataframe(
            reading.superseded(chosen),
            hide_index=True,
            key="duplicates_preview",
            height="content",
            alt=_("将要裁定的发现"),
            column_config={
                "sentence": _("发现"), "state": _("现状"), "former": _("将被取代的裁定"), "band": _("等级"),
                "resource_name": _("采集资源"), "source_name": _("来源资源"),
            },
        )  # fmt: skip
    with st.form(jobs.form_key("rule"), border=True):
        verdict = st.radio(
            _("裁定"),
            list(VERDICTS),
            horizontal=True,
            format_func=lambda code: _(VERDICTS[code]),
            key="rule_verdict",
        )
        reason = st.text_area(_("理由（必填）"), key="rule_reason", height=80)
        basis = st.text_input(_("法定依据（“有法定依据”时必填）"), key="rule_basis")
        similar = [] if many else _similar(next(chosen.itertuples()))
        same: list[tuple[str, str]] = []
        if similar:
            same = st.multiselect(
                _("确认为同义的名称（加入本市词典，以后比对直接认定）"), similar, format_func=" ＝ ".join,
                key="rule_aliases",
            )  # fmt: skip
        jobs.submit("rule", _("裁定 {n} 项").format(n=len(chosen)), icon=":material/gavel:")
    ids = chosen["finding_id"].tolist()
    decision = Ruling(str(verdict), reason, basis)
    opened = lake.lake()
    jobs.work("rule", _("正在记录裁定…"), lambda: _ruled(opened, person, ids, decision, list(same)))


def _ruled(opened: Any, person: Person, ids: list[str], decision: Ruling, same: list[tuple[str, str]]) -> str:  # noqa: ANN401
    return _("已裁定 {n} 项。").format(n=rule(opened, person, ids, decision, same))


def _similar(finding: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    return [(pair["item"], pair["source_item"]) for pair in finding.pairs if pair["reason"] == "similar"]
