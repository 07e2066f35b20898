"""The beginning of a page about rounds, and the choice of a round."""

from __future__ import annotations

import streamlit as st

from evaluation.round_records import STATES, Round
from language.retelling import retold
from ui import address, blocks, lake, messages, printing
from ui.language import _
from ui.rounds import jobs


def begin(stem: str) -> int:
    """Title, question, what is still under way; stops while the lake is empty. Returns the snapshot."""
    blocks.opening(stem)
    jobs.begin(stem)
    snapshot = lake.snapshot()
    known = lake.state(snapshot)
    if known.is_empty:
        blocks.first_step()
    day = known.data_as_of.isoformat() if known.data_as_of else "—"
    st.caption(_("数据截至 {day} · 快照 {snapshot}").format(day=day, snapshot=snapshot))
    return snapshot


def round_of(rounds: list[Round], key: str = "round") -> Round | None:
    """The round the reader looks at, the newest at first; None and a hint where there is none."""
    if not rounds:
        messages.empty(_("还没有评价期次。"), _("评价人员在“评价期次”页开期并公示后，这里显示结果。"))
        return None
    known = {one.round_id: one for one in rounds}
    usual = next(iter(known))
    address.take(key, address.one_of(known))
    if st.session_state.get(key) not in known:
        st.session_state[key] = usual
    with printing.off_paper():
        chosen = st.selectbox(
            _("期次"),
            list(known),
            format_func=lambda code: round_title(known[code]),
            key=key,
            filter_mode=None,
            width=420,
        )
    address.put(key, [chosen] if chosen != usual else [])
    if printing.asked():
        st.subheader(messages.plain(round_title(known[chosen])), anchor=False)
    return known[chosen]


def round_title(one: Round) -> str:
    """A round in one line: title, number, state."""
    return _("{title}（{number}）· {state}").format(
        title=retold(one.title), number=one.round_id, state=_(STATES[one.state])
    )


def edition_of(one: Round, key: str, label: str, *, newest: bool = True) -> int:
    """The number of an edition of a round, the newest (or the first) at first."""
    numbers = [edition.edition for edition in one.editions]
    with printing.off_paper():
        chosen = st.selectbox(
            label,
            numbers,
            index=len(numbers) - 1 if newest else 0,
            format_func=lambda number: _("第 {n} 版").format(n=number),
            key=f"{key}_{one.round_id}_{len(numbers)}",
            filter_mode=None,
            width=160,
        )
    return int(chosen)
