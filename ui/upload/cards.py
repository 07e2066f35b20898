"""One file on the desk: what it was recognised as, what was found in it, how far its load is, what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from etl.feeds import FEEDS
from language import N_
from metrics.words import word
from ui import messages
from ui.language import _
from ui.upload import findings, matching
from ui.upload.queue import Upload, uploads

EARLIEST = date(2000, 1, 1)
CONTAINERS = {
    "csv": N_("文本"),
    "xlsx": "Excel",
    "xls": "Excel 97",
    "ods": "ODS",
    "jsonl": N_("JSON 行"),
    "parquet": "Parquet",
}
STEPS = {"recognising": N_("正在识别"), "checking": N_("正在检查"), "waiting": N_("排队等候载入")}


def draw(upload: Upload) -> None:
    """The card in the stage the file is in."""
    with st.container(border=True):
        _title(upload)
        if upload.at_work:
            step = _(STEPS.get(upload.stage, N_("正在载入")))
            st.progress(upload.share, text=f"{step} · {_(upload.step)}" if upload.step else step)
        if upload.error is not None:
            messages.show(upload.error)
        if upload.stage in ("asking", "checked", "checking") and upload.inspection is not None:
            _settings(upload)
            matching.draw(upload)
        if upload.stage == "checked" and upload.rehearsal is not None:
            findings.before_load(upload.rehearsal, f"upload_{upload.number}")
        if upload.stage == "loaded" and upload.report is not None:
            findings.after_load(upload.report)


def _title(upload: Upload) -> None:
    found = upload.inspection
    about = []
    if found is not None:
        size = found.size_bytes
        about.append(f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} KB")
        about.append(_(CONTAINERS.get(found.container, found.container)))
        about += [found.encoding.upper()] if found.encoding else []
        about += [_("工作表“{name}”").format(name=found.sheet)] if found.sheet else []
        about.append(_("表头在第 {n} 行").format(n=found.header_line or 1))
    if upload.settings is not None:
        about.insert(0, word("feed", upload.settings.feed))
    with st.container(horizontal=True, vertical_alignment="center"):
        name = messages.plain(upload.file_name)
        facts = messages.plain(" · ".join(about))
        st.markdown(f":material/description: **{name}**  \n:small[{facts}]", width="stretch")
        if upload.stage not in ("waiting", "loading") and st.button(
            _("移除"), key=f"upload_{upload.number}_drop", type="tertiary", icon=":material/close:"
        ):
            uploads().dismiss(upload)
            st.rerun()


def _settings(upload: Upload) -> None:
    """Feed, day and extent: a change is followed by a new look or a new check."""
    settings, key = upload.settings, f"upload_{upload.number}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        feeds = list(FEEDS)
        feed = st.selectbox(
            _("数据类别"),
            feeds,
            index=feeds.index(settings.feed) if settings else None,
            format_func=lambda code: _(FEEDS[code].title),
            key=f"{key}_feed",
            width=190,
            placeholder=_("请选择"),
        )
        if feed is not None and (settings is None or feed != settings.feed):
            uploads().recognise(upload, feed)
            st.rerun()
        if settings is None:
            st.caption(_("表头与各类数据都不相符，请选择数据类别。"), width="stretch")
            return
        day = st.date_input(
            _("导出日期"),
            value=settings.exported_on,
            min_value=EARLIEST,
            max_value="today",
            key=f"{key}_{settings.feed}_day",
            width=140,
            help=_("这份文件是哪一天从平台导出的；日期较新的导出覆盖较旧的。"),
        )
        appended = FEEDS[settings.feed].kind == "append"
        coverage = st.radio(
            _("范围"),
            ["partial", "full"],
            index=["partial", "full"].index(settings.coverage),
            horizontal=True,
            disabled=appended,
            key=f"{key}_{settings.feed}_coverage",
            format_func=lambda code: _("增量") if code == "partial" else _("全量"),
            help=_("全量：文件之外的旧记录视为已删除。增量：只更新文件中的记录。流水类数据只有增量。"),
        )
    asked = replace(
        settings,
        exported_on=day if isinstance(day, date) else settings.exported_on,
        coverage="full" if coverage == "full" and not appended else "partial",
    )
    if asked != settings:
        if upload.stage == "asking":
            upload.settings = asked
        else:
            uploads().check(upload, asked)
        st.rerun()
