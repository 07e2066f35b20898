"""Editions of a round: the result, two of them side by side, whether one is unchanged, and rounds after rounds."""

from __future__ import annotations

import streamlit as st

from evaluation.round_records import Round
from evaluation.verifying import verify_round
from metrics import Window
from ui import blocks, lake, messages, printing
from ui.charts.ranking_trend import trend
from ui.charts.stability_moves import moves
from ui.filters import Filters
from ui.language import _
from ui.readings import evaluation as evaluation_reading
from ui.readings import rounds as reading
from ui.readings import stability
from ui.rounds import basis as results
from ui.rounds import choosing, jobs, records
from ui.rounds.basis import Basis
from ui.rounds.preparing import workbook_button
from ui.rounds.workbooks import workbook


def around(snapshot: int, window: Window, own: str | None) -> Filters:
    """What charts of a round are kept under."""
    return Filters(snapshot, window, (own,) if own else (), "", own)


def result(one: Round, snapshot: int, own: str | None) -> None:
    """The ranking and the lists of an edition, with its workbook."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        edition = choosing.edition_of(one, "edition", _("版次"))
        basis = Basis(around(snapshot, one.window, own), one, edition)
        found = results.result(basis)
        name = evaluation_reading.heading(found, basis.file_name)
        workbook_button(_("下载本版工作簿"), workbook(basis), name, "rounds_workbook")
    st.caption(results.note(basis))
    table = stability.joined(found.ranking, results.intervals(basis))
    if own is None:
        blocks.table(reading.final_lists(found.ranking, found.scheme), "rounds_lists", title=_("各等次名单"))
    blocks.table(
        stability.table(table), "rounds_ranking", title=_("排名"), height=420 if own is None else None
    )
    blocks.links(["evaluation"])


def side_by_side(one: Round, snapshot: int, own: str | None) -> None:
    """What changed between two editions: scores, ranks, ledger rows."""
    if len(one.editions) < 2:
        messages.empty(_("只有一版结果，没有可比的。"), _("重新公示、封存或出更正版后，在这里逐项对比。"))
        return
    with st.container(horizontal=True):
        old = choosing.edition_of(one, "edition_old", _("原版"), newest=False)
        new = choosing.edition_of(one, "edition_new", _("新版"))
    found = records.compared(snapshot, one.round_id, old, new, own)
    changed, rows = reading.moved(found), reading.ledger_changes(found)
    if changed.empty and rows.empty:
        messages.empty(_("两版的得分、名次和扣分明细完全一致。"), _("另选两版对比。"))
        blocks.table(reading.editions(one), "rounds_editions", title=_("全部版次"))
        return
    blocks.chart(
        lambda: moves(reading.drawn_moves(changed)),
        f"rounds_moves_{one.round_id}_{old}_{new}",
        around(snapshot, one.window, own),
    )
    blocks.table(changed, "rounds_changed", title=_("得分、名次、等次的变化"))
    blocks.table(
        reading.ledger_changes(found), "rounds_ledger_changes", title=_("扣分明细的变化"), height=360
    )
    blocks.table(reading.editions(one), "rounds_editions", title=_("全部版次"))


def history(snapshot: int, window: Window, own: str | None) -> None:
    """Totals from round to round, and where definitions changed."""
    lines, changes = records.trends(snapshot, own)
    with printing.off_paper():
        named = [own] if own else st.multiselect(
            _("突出显示的部门"), sorted(set(lines["department"])), key="trend_named", filter_mode="contains",
            placeholder=_("选择部门，看它们的走势"), select_all=False,
        )  # fmt: skip
    chosen = around(snapshot, window, own)
    blocks.chart(lambda: trend(lines, named), "rounds_trend_" + "_".join(named), chosen)
    if len(changes):
        blocks.table(reading.definition_changes(changes), "rounds_definitions", title=_("各期之间定义的变化"))
    leading = ["department", "title", "total", "rank", "grade"]
    shown = lines[[*leading, *(name for name in lines if name not in leading)]]
    blocks.table(shown, "rounds_lines", title=_("各期得分与名次"), height=360, hide=("kind",))


def verifying(one: Round) -> None:
    """Compute an edition again and compare it byte by byte with what is kept."""
    st.caption(
        _("按存档的数据快照、方案、规则和日历重新计算，并逐字节比对；改动任何一处都会被指出。约需数秒。")
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        edition = choosing.edition_of(one, "edition_verified", _("版次"))
        asked = st.button(_("核验这一版"), key="verify", icon=":material/verified:", disabled=jobs.busy())
    if not asked:
        return
    with st.spinner(_("正在重新计算并比对…"), show_time=True):
        found = verify_round(lake.lake(), one.round_id, edition)
    if found.identical:
        st.success(
            _("核验一致：第 {n} 版与重新计算的结果逐字节相同。存档校验值 {sha}…").format(
                n=edition, sha=found.edition.edition_sha256[:16]
            ),
            icon=":material/verified:",
        )
    else:
        st.error(
            _("核验发现 {n} 处不同，逐项列在下面。").format(n=len(found.findings)), icon=":material/error:"
        )
        blocks.table(reading.verdicts(found.findings), "rounds_findings", title=_("不同之处"))
    for remark in found.remarks:
        st.info(remark, icon=":material/info:")
