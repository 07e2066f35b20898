"""What if the edited scheme were used, and saving it as a new version with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import streamlit as st

from access import Person
from evaluation.results import Evaluation
from evaluation.scheme import parse_scheme
from evaluation.scheme_store import save_scheme
from evaluation.whatif import WhatIf, what_if
from metrics import METRICS
from ui import blocks, lake, messages, reads
from ui.charts.stability_moves import moves
from ui.filters import Filters
from ui.language import _
from ui.readings import schemes as reading
from ui.rounds import jobs


def trial(text: str, chosen: Filters) -> WhatIf:
    """Show who would move, by how many ranks and why, against the scheme in force."""
    with st.spinner(_("正在按新方案试算…")):
        found = _compared(chosen.key, text, lambda: reads.evaluation(chosen))
    st.subheader(_("试算：与现行方案相比"), anchor=False)
    if found.changes.empty:
        messages.empty(
            _("与现行方案相同。"), _("修改上面的权重、评分线或等次，这里立即显示谁升谁降、为什么。")
        )
        return found
    blocks.tiles(reading.trial_tiles(found))
    left, right = st.columns([2, 3], gap="medium")
    with left:
        blocks.chart(lambda: moves(found.moves), f"schemes_moves_{_digest(text)}", chosen)
    with right:
        blocks.table(found.moves, "schemes_moves_table", title=_("各部门的变化及原因"), height=420)
        blocks.table(reading.changes(found), "schemes_changes", title=_("方案的变化"))
    return found


@st.cache_resource(show_spinner=False, max_entries=32)
def _compared(key: tuple[str, ...], text: str, _of: Callable[[], Evaluation]) -> WhatIf:  # noqa: ARG001
    with lake.lake().read() as (cur, _snapshot):
        return what_if(_of(), parse_scheme(text, _("修改中的方案"), METRICS), cur)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def saving(person: Person, text: str, based_on: int | None) -> None:
    """Save the edited scheme as a new version; what it was made from stays as it is."""
    with st.form(jobs.form_key("scheme")):
        st.markdown(f"**{_('另存为新版本')}**")
        st.caption(_("原版本不会改动；新版本立即成为现行方案，已开期次仍用各自的版本。"))
        reason = st.text_area(_("修改了什么、为什么修改"), height=68, max_chars=1000)
        jobs.submit("scheme", _("保存为新版本"), icon=":material/save:")
    opened = lake.lake()

    def act() -> str:
        saved = save_scheme(opened, person, text, reason, known_metrics=METRICS, based_on=based_on)
        return _("已保存：{title}，第 {n} 个版本。").format(title=saved.title, n=saved.version)

    jobs.work("scheme", _("正在保存…"), act)
