"""The steps of a round as forms: open, publish for appeal, seal, amend; each with a reason and only once."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from access import Person
from evaluation.appeal_records import Appeal
from evaluation.round_records import Round
from evaluation.rounds import amend_round, open_round, publish_round, seal_round
from language.retelling import retold
from metrics import Window
from ui import lake, periods
from ui.language import _
from ui.rounds import jobs, records
from warehouse.local_time import now

APPEAL_DAYS = 14


def opening(person: Person, snapshot: int) -> None:
    """Open a round over a period under a stored scheme."""
    anchor = lake.state(snapshot).data_as_of or date.today()
    usual = periods.quarter_of(anchor - timedelta(days=45))
    start, end = periods.bounds(usual, anchor)
    titled = _("{title}，第 {n} 个版本")
    versions = {
        titled.format(title=retold(one.title), n=one.version): one for one in records.schemes(snapshot)
    }
    with st.form(jobs.form_key("open")):
        left, right = st.columns(2, gap="medium")
        with left:
            number = st.text_input(_("期次编号"), usual, max_chars=40, help=_("文字、数字、下划线和连字符。"))
            title = st.text_input(_("名称"), periods.title(usual), max_chars=60)
            named = st.selectbox(
                _("评价方案"),
                list(versions),
                placeholder=_("默认方案"),
                disabled=not versions,
                filter_mode=None,
            )
        with right:
            first = st.date_input(_("评价期起"), start)
            last = st.date_input(_("评价期止"), end)
            as_of = st.date_input(_("截至日"), anchor, help=_("以这一天为准判断是否逾期、是否按时更新。"))
        reason = st.text_area(
            _("开期理由"), height=68, max_chars=500, placeholder=_("例如：按年度考核安排开展二季度评价")
        )
        jobs.submit("open", _("开期"), icon=":material/add:")
    scheme = versions.get(named or "")
    opened = lake.lake()

    def act() -> str:
        one = open_round(
            opened,
            person,
            number.strip(),
            Window(start=first, end=last, as_of=as_of),
            reason.strip(),
            title=title.strip(),
            scheme_code=scheme.scheme_code if scheme else None,
            scheme_version=scheme.version if scheme else None,
        )
        return _("已开期：{title}。下一步：公示。").format(title=one.title)

    jobs.work("open", _("正在开期…"), act)


def publishing(person: Person, one: Round) -> None:
    """Publish the round for appeal; again where it is published already."""
    again = bool(one.editions)
    with st.form(jobs.form_key("publish")):
        st.markdown(f"**{_('重新公示') if again else _('公示并接受申诉')}**")
        st.caption(_("按当前数据计算全部结果和扣分明细，存为新的一版；此前各版永久保留。"))
        until = st.date_input(_("申诉截止日（含）"), now().date() + timedelta(days=APPEAL_DAYS))
        reason = st.text_area(_("公示理由"), height=68, max_chars=500)
        jobs.submit("publish", _("重新公示") if again else _("公示"), icon=":material/campaign:")
    opened = lake.lake()

    def act() -> str:
        found = publish_round(opened, person, one.round_id, until, reason.strip())
        return _("已公示第 {n} 版，申诉截止 {day}。").format(n=len(found.editions), day=found.appeal_until)

    jobs.work("publish", _("正在计算并核对全部结果…"), act)


def sealing(person: Person, one: Round, appeals: list[Appeal]) -> None:
    """Seal the round; early or with open appeals only with a signed reason."""
    unruled = [appeal for appeal in appeals if appeal.ruling is None]
    running = one.appeal_until is not None and now().date() <= one.appeal_until
    with st.form(jobs.form_key("seal")):
        st.markdown(f"**{_('封存')}**")
        st.caption(_("把已公示的数据快照连同全部裁定重新计算一次，永久保存，以后可逐字节核验。"))
        if unruled:
            listed = "、".join(appeal.appeal_id for appeal in unruled[:10])
            st.warning(
                _("还有 {n} 件申诉未裁定：{ids}").format(n=len(unruled), ids=listed), icon=":material/gavel:"
            )
        if running:
            st.warning(_("申诉期到 {day} 才结束。").format(day=one.appeal_until), icon=":material/schedule:")
        reason = st.text_area(_("封存理由"), height=68, max_chars=500)
        override = (
            st.text_area(
                _("提前封存的理由（署名：{who}）").format(who=retold(person.name)), height=68, max_chars=500
            )
            if unruled or running
            else ""
        )
        jobs.submit("seal", _("封存"), icon=":material/lock:")
    opened, signed = lake.lake(), f"{person.name}：{override.strip()}" if override.strip() else None

    def act() -> str:
        found = seal_round(opened, person, one.round_id, reason.strip(), override=signed)
        return _("已封存第 {n} 版。").format(n=len(found.editions))

    jobs.work("seal", _("正在重新计算并封存…"), act)


def amending(person: Person, one: Round) -> None:
    """Compute a sealed round again on the data as they are now, beside the sealed edition."""
    with st.form(jobs.form_key("amend")):
        st.markdown(f"**{_('出更正版')}**")
        st.caption(_("迟到或更正的数据只进更正版：新旧两版并列，封存版不变。"))
        reason = st.text_area(_("更正理由"), height=68, max_chars=500)
        jobs.submit("amend", _("计算更正版"), icon=":material/history_edu:")
    opened = lake.lake()

    def act() -> str:
        found = amend_round(opened, person, one.round_id, reason.strip())
        return _("已出更正版（第 {n} 版），请到“版本对比”查看差别。").format(n=len(found.editions))

    jobs.work("amend", _("正在按当前数据重新计算…"), act)


def possible(person: Person, one: Round, appeals: list[Appeal]) -> None:
    """The steps that can be taken now."""
    if one.state == "sealed":
        amending(person, one)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        publishing(person, one)
    if one.state == "published":
        with right:
            sealing(person, one, appeals)
