"""An evaluator rules on an appeal: what was contested, what the ruling would do, then the ruling with its reason."""

from __future__ import annotations

from functools import partial

import streamlit as st

from access import Person
from evaluation.appeal_records import RULINGS, Appeal
from evaluation.appeals import Effect, appeal_file, preview_ruling, rule_appeal
from language.retelling import retold
from ui import blocks, lake, messages, printing
from ui.blocks.downloading import deliverable
from ui.language import _
from ui.readings import appeals as reading
from ui.rounds import jobs, records

PREVIEWED = "_previewed"


def detail(person: Person, one: Appeal) -> None:
    """What was contested, why, with which files, and every ruling made on it."""
    with st.container(border=True):
        st.markdown(f"**{_('争议的明细')}**　{messages.plain(retold(one.sentence))}")
        st.markdown(f"**{_('申诉理由')}**　{messages.plain(one.statement)}")
        st.caption(
            _("{who} 于 {day} 提出，应于 {until} 前裁定。").format(
                who=messages.plain(retold(one.filed_by)),
                day=f"{one.filed_at:%Y-%m-%d %H:%M}",
                until=one.rule_by,
            )
        )
        _files(person, one)
    made = records.rulings(one.appeal_id) if one.ruling else None
    if made is not None and len(made):
        words = [_(RULINGS[str(ruling)]) for ruling in made["ruling"]]
        named = made.assign(ruling=words).rename(
            columns={"rank_before": "rank_old", "rank_after": "rank_new", "share": "upheld_share"}
        )
        blocks.table(named, "appeal_rulings", title=_("裁定记录"), hide=("appeal_id",))


def _files(person: Person, one: Appeal) -> None:
    if printing.asked():
        st.caption(_("、").join(messages.plain(name) for name in one.files or []))
        return
    opened = lake.lake()

    def content(name: str) -> bytes:
        with opened.read() as (cur, _snapshot):
            return appeal_file(cur, person, one.appeal_id, name)

    with st.container(horizontal=True):
        for number, name in enumerate(one.files or []):
            st.download_button(
                messages.plain(name),
                deliverable(partial(content, name)),
                file_name=name,
                key=f"file_{one.appeal_id}_{number}",
                on_click="ignore",
                icon=":material/attach_file:",
            )


def ruling(person: Person, snapshot: int, one: Appeal) -> None:
    """Choose a ruling, see its effect, then rule; without having seen the effect nothing can be ruled."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.radio(
            _("裁定"),
            list(RULINGS),
            horizontal=True,
            width="content",
            format_func=lambda code: _(RULINGS[code]),
            key=f"ruling_{one.appeal_id}",
        )
        share = (
            st.number_input(_("支持的比例"), 0.05, 0.95, 0.5, 0.05, key=f"share_{one.appeal_id}", width=140)
            if chosen == "partly"
            else None
        )
        seen = (one.appeal_id, str(chosen), share)
        if st.button(_("预览影响"), key="preview", icon=":material/preview:", disabled=jobs.busy()):
            st.session_state[PREVIEWED] = (seen, one)
    previewed, known = st.session_state.get(PREVIEWED, (None, None))
    if previewed != seen or (known != one and not jobs.busy()):
        st.caption(_("先预览对得分和名次的影响，再作裁定。"))
        return
    with st.spinner(_("正在重新计分…"), show_time=True):
        effect = _effect(snapshot, *seen)
    blocks.tiles(reading.effect_tiles(effect))
    others = reading.moved(effect)
    if len(others):
        blocks.table(others, "appeal_moved", title=_("得分或名次变化的部门"))
    _form(person, known, seen)


def _form(person: Person, one: Appeal, seen: tuple[str, str, float | None]) -> None:
    """The ruling on the appeal as it was when its effect was shown."""
    with st.form(jobs.form_key("rule")):
        reason = st.text_area(_("裁定理由"), height=90, max_chars=2000)
        label = _("裁定：{ruling}").format(ruling=_(RULINGS[seen[1]]))
        jobs.submit("rule", label, icon=":material/gavel:")
    opened = lake.lake()

    def act() -> str:
        found = rule_appeal(opened, person, one.appeal_id, seen[1], reason, seen[2], known=one)
        return _("已裁定 {number}：{ruling}。").format(number=found.appeal_id, ruling=_(RULINGS[seen[1]]))

    jobs.work("rule", _("正在重新计分并记录裁定…"), act)


@st.cache_resource(show_spinner=False, max_entries=32)
def _effect(snapshot: int, appeal_id: str, chosen: str, share: float | None) -> Effect:  # noqa: ARG001
    return preview_ruling(lake.lake(), appeal_id, chosen, share)
