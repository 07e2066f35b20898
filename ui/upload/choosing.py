"""Choosing files, and the templates to fill in; what is dropped is stored at once and looked at by a worker."""

from __future__ import annotations

import streamlit as st

from access import Person
from etl.feeds import FEEDS
from exports.template import template_bytes
from ui import downloads, lake
from ui.blocks.downloading import deliverable
from ui.language import _
from ui.upload.queue import uploads

KINDS = ["csv", "tsv", "txt", "gz", "xlsx", "xls", "ods", "jsonl", "ndjson", "parquet"]


def choose_files(person: Person) -> None:
    """Take several files at once; the box is empty again afterwards."""
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
    with st.container(horizontal=True, vertical_alignment="center"):
        most = int(st.get_option("server.maxUploadSize")) / 1024
        st.caption(
            _(
                "单个文件不超过 {most:g} GB；更大的文件请在服务器上用命令 python -m etl load 载入。"
                "先检查、后载入：点击“载入”之前不会写入任何数据。"
            ).format(most=most),
            width="stretch",
        )
        _templates()
    if not files:
        return
    queue = uploads()
    for file in files:
        queue.take(queue.store(file, file.name), person)
    st.session_state["upload_turn"] = turn + 1
    st.rerun()


def _templates() -> None:
    """An empty workbook per feed, with drop-downs and the register's departments."""
    with st.popover(_("下载填写模板"), icon=":material/table_view:"):
        feed = st.selectbox(
            _("数据类别"),
            list(FEEDS),
            format_func=lambda code: _(FEEDS[code].title),
            key="upload_template",
        )
        contract = FEEDS[feed or "departments"]
        snapshot = lake.snapshot()
        st.download_button(
            _("下载“{title}”模板").format(title=_(contract.title)),
            deliverable(lambda: template_bytes(contract, lake.departments(snapshot)["department"].tolist())),
            file_name=_("{title}_模板.xlsx").format(title=_(contract.title)),
            mime=downloads.XLSX,
            key="upload_template_file",
            on_click="ignore",
            icon=":material/download:",
        )
        st.caption(_("模板带下拉选项和填写说明，填好后可直接上传。"))
