"""One department's result: what to fix first, dimensions, indicators, ledger rows with their source lines, signs."""

from __future__ import annotations

import streamlit as st

from evaluation.results import Evaluation
from ui import address, blocks, messages, printing
from ui.charts.ledger import gains, losses
from ui.language import _
from ui.readings import evaluation as reading
from ui.readings import ledger as ledger_reading
from ui.readings import watch as watch_reading
from ui.rounds import basis as results
from ui.rounds.basis import Basis


def draw(basis: Basis, result: Evaluation, department: str) -> None:
    """Everything about one department; `result` is what the reader may see."""
    chosen = basis.chosen
    ledger = results.ledger(basis, department)
    fixes = results.fixes(basis, department)
    st.subheader(_("{name}：逐项得分").format(name=messages.plain(department)), anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        blocks.chart(
            lambda: losses(ledger_reading.by_indicator(ledger)),
            f"evaluation_losses_{basis.name}_{department}",
            chosen,
        )
    with right:
        blocks.chart(lambda: gains(fixes), f"evaluation_gains_{department}", chosen)
    code = blocks.pick_row(
        reading.indicator_rows(result, department),
        f"evaluation_indicators_{basis.name}",
        title=_("指标得分（点击一项，只看它的扣分明细）"),
        column="code",
    )
    rows = ledger_reading.shown(ledger, code)
    blocks.table(
        rows,
        f"evaluation_ledger_{basis.name}",
        title=_("扣分明细：{code}").format(code=code) if code else _("扣分明细"),
        hide=("entry",),
        as_of=basis.window.as_of,
        height=460 if len(rows) > 12 else None,
    )
    st.caption(ledger_reading.sum_sentence(ledger, result.scheme.scale))
    blocks.table(
        ledger_reading.fixes(fixes, ranks=chosen.own is None),
        "evaluation_fixes",
        title=_("先改什么：逐项重新计分的结果"),
    )
    watch(basis, department)


def watch(basis: Basis, department: str | None = None) -> None:
    """Signs that figures were made rather than earned; shown, never scored."""
    signs = results.signs(basis, department)
    st.subheader(_("防作弊观察"), anchor=False)
    st.caption(_("以下迹象只供核查，不计分，也不说明一定有问题；每条都可查到原始行。"))
    if signs.empty:
        st.markdown(_("七类迹象均未发现。"))
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        blocks.table(watch_reading.counts(signs), "evaluation_signs", title=_("七类迹象"), follows=True)
    with right:
        blocks.table(
            watch_reading.rows(signs),
            "evaluation_sign_rows",
            title=_("逐条明细"),
            as_of=basis.window.as_of,
            follows=True,
            height=330,
        )


def back_to_city() -> None:
    """The way back from one department to the ranking of all."""
    if not printing.asked():
        st.button(_("返回全市排名"), key="evaluation_back", icon=":material/arrow_back:", on_click=_clear)


def _clear() -> None:
    address.choose("department", [])
