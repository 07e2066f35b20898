"""Choosing files: what each is, when it was exported, whether it is complete; then they are stored and
queued.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.feeds import FEEDS
from ui.access import Identity
from ui.language import _
from ui.upload import proposals
from ui.upload.queue import uploads

KINDS = ["csv", "tsv", "txt", "gz", "xlsx", "xls", "ods", "jsonl", "ndjson", "parquet"]
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Choice:
    """What the reader said about one file."""

    file: UploadedFile
    feed: str | None
    exported_on: date
    coverage: Literal["full", "partial"]


def choose_files(person: Identity) -> None:
    """Take several files, propose what they are, and queue them on one click."""
    turn = st.session_state.setdefault("upload_turn", 0)
    files = st.file_uploader(
        _("把文件拖到这里，可一次选择多个"),
        type=KINDS,
        accept_multiple_files=True,
        key=f"upload_files_{turn}",
        help=_(
            "支持 CSV、TSV（UTF-8、GB18030、Big5、UTF-16 均可，可 gzip 压缩）、"
            "XLSX、XLS、ODS、JSON 行、Parquet。"
        ),
    )
    st.caption(_("单个文件不超过 1 GB；更大的文件请在服务器上用命令 python -m etl load 载入。"))
    if not files:
        return
    choices = [_about(file) for file in files]
    unknown = [choice.file.name for choice in choices if choice.feed is None]
    if unknown:
        st.info(
            _("请先为这些文件选择数据类别：{names}").format(names="、".join(unknown)), icon=":material/help:"
        )
    ready = st.button(
        _("开始载入（{n} 个文件）").format(n=len(choices)),
        type="primary",
        icon=":material/play_arrow:",
        disabled=bool(unknown),
        key="upload_start",
    )
    if ready:
        _queue(choices, person)
        st.session_state["upload_turn"] = turn + 1
        st.rerun()


def _about(file: UploadedFile) -> Choice:
    proposed = _proposal(file)
    key = f"upload_{file.file_id}"
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        size = f"{file.size / 1e6:,.1f} MB" if file.size >= 1e5 else f"{file.size / 1e3:,.1f} KB"
        st.markdown(f":material/description: **{file.name}**  \n{size}", width="stretch")
        feed = st.selectbox(
            _("数据类别"),
            list(FEEDS),
            index=list(FEEDS).index(proposed[0]) if proposed[0] else None,
            format_func=lambda code: _(FEEDS[code].title),
            key=f"{key}_feed",
            width=190,
            placeholder=_("请选择"),
        )
        exported_on = st.date_input(
            _("导出日期"),
            value=proposed[1],
            min_value=EARLIEST,
            max_value="today",
            key=f"{key}_day",
            width=140,
            help=_("这份文件是哪一天从平台导出的；日期较新的导出覆盖较旧的。"),
        )
        appended = feed is not None and FEEDS[feed].kind == "append"
        coverage = st.segmented_control(
            _("范围"),
            ["partial", "full"],
            default="partial",
            required=True,
            disabled=appended,
            key=f"{key}_coverage",
            format_func=lambda code: _("增量") if code == "partial" else _("全量"),
            help=_("全量：文件之外的旧记录视为已删除。增量：只更新文件中的记录。流水类数据只有增量。"),
        )
    day = exported_on if isinstance(exported_on, date) else proposed[1]
    return Choice(file, feed, day, "full" if coverage == "full" and not appended else "partial")


def _proposal(file: UploadedFile) -> tuple[str | None, date]:
    """The proposals of one file, made once."""
    known = st.session_state.setdefault("upload_proposals", {})
    if file.file_id not in known:
        feed = proposals.feed_of(file, file.name)
        known[file.file_id] = (feed, proposals.day_by_name(file.name, date.today()))
    proposed: tuple[str | None, date] = known[file.file_id]
    return proposed


def _queue(choices: list[Choice], person: Identity) -> None:
    queue = uploads()
    for choice in sorted(choices, key=lambda one: list(ORDER).index(one.feed or "")):
        path = queue.store(choice.file, choice.file.name)
        queue.submit(path, choice.feed or "", choice.exported_on, choice.coverage, person.name)


ORDER = (
    "departments",
    "outages",
    "catalogue",
    "items",
    *(name for name in FEEDS if name not in {"departments", "outages", "catalogue", "items"}),
)
"""Order of loading: what other files refer to comes first."""
