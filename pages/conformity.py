"""Whether the catalogue is complete, follows the rules, and is updated after changes."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reads
from ui.access import require
from ui.charts.counts import counts
from ui.charts.rates import rates
from ui.readings.conformity import by_finding, worded
from ui.language import _


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("conformity")
    conform = reads.metric("conformity_rate", chosen)
    earlier = reads.before("conformity_rate", chosen)
    complete = reads.metric("catalogue_completeness", chosen)
    findings = worded(reads.metric("conformity_findings", chosen))
    gaps = reads.metric("catalogue_completeness_by_resource", chosen)
    updates = reads.metric("catalogue_updates_in_time", chosen)
    events = reads.metric("catalogue_update_events", chosen)
    connected = reads.metric("connected_rate", chosen)
    unconnected = reads.metric("unconnected_resources", chosen)

    blocks.tiles(
        [
            blocks.rate_tile(_("目录合规率"), conform, earlier, help=_("没有任何合规问题的资源占比。")),
            blocks.rate_tile(_("目录完整率"), complete, None, help=_("第六条九项内容的有效填写率。")),
            blocks.rate_tile(_("资源挂接率"), connected, None, help=_("应共享资源中已挂接到共享平台的占比。（第四条）")),
            blocks.rate_tile(_("目录按时更新率"), updates, None, help=_("职能或法规变动后 15 个工作日内更新目录。（第七条）")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        blocks.chart(rates(conform, _("目录合规率"), _("资源")), "conformity_rate", narrows=True)
    with right:
        blocks.chart(counts(by_finding(findings), _("问题种类"), _("问题")), "conformity_findings_chart")
        blocks.chart(rates(complete, _("目录完整率"), _("应填项"), good=0.98, poor=0.9), "conformity_complete", narrows=True)
    blocks.table(findings, "conformity_findings", title=_("合规问题清单"), metric="conformity_findings")
    blocks.table(gaps, "conformity_gaps", title=_("目录缺项清单"), metric="catalogue_completeness_by_resource")
    blocks.table(unconnected, "conformity_unconnected", title=_("未挂接资源"), metric="unconnected_resources")
    blocks.table(events, "conformity_events", title=_("职能与法规变动及目录更新"), metric="catalogue_update_events")
    blocks.table(conform, "conformity_departments", title=_("各部门目录合规率"), metric="conformity_rate", narrows=True)
