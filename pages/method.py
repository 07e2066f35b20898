"""How every figure is made: metrics, indicators, clock, deadline rules."""

from __future__ import annotations

import streamlit as st

from access import Role
from ui import blocks, messages
from ui.access import require
from ui.language import _
from ui.readings.method import (
    INTRODUCTION,
    deadline_rules,
    frequency_limits,
    indicators,
    metrics_table,
    scheme_text,
)


def render() -> None:
    """Draw the page."""
    require(*Role)
    blocks.opening("method")
    with messages.explained():
        st.markdown(_(INTRODUCTION))
        clock, limits = st.columns(2, gap="medium")
        with clock:
            blocks.table(deadline_rules(), "method_rules", title=_("期限规则"))
        with limits:
            blocks.table(frequency_limits(), "method_limits", title=_("更新频度的时限（天）"))
        blocks.table(metrics_table(), "method_metrics", title=_("统计口径"), height=560)
        st.subheader(_("评价方案"), anchor=False)
        st.markdown(scheme_text())
        blocks.table(indicators(), "method_indicators", title=_("评价指标"), height=560)
