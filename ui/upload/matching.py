"""Which of the sender's columns is which: proposed, shown beside the first rows, corrected on screen."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from etl.feeds import FEEDS
from etl.inspection import Inspection
from ui import messages
from ui.language import _
from ui.upload.queue import Upload, uploads
from ui.upload.waiting import Settings


def draw(upload: Upload) -> None:
    """First rows and columns of a recognised file; open where something has to be confirmed."""
    found, settings = upload.inspection, upload.settings
    if found is None or settings is None:
        return
    asking = upload.stage == "asking"
    if asking and upload.error is None:
        _why(found)
    rows, columns = st.tabs(
        [_("前 {n} 行").format(n=len(found.rows)), _("列的对应关系")],
        default=(_("列的对应关系") if asking else None),
        key=f"upload_{upload.number}_{settings.feed}_look",
    )
    with rows:
        st.dataframe(
            first_rows(found), hide_index=True, height="content", alt=_("文件的前几行"), placeholder=""
        )
    with columns:
        _columns(upload, found, settings)


def _why(found: Inspection) -> None:
    """Why somebody has to say something."""
    parts = []
    if found.missing:
        parts.append(
            _("缺少必需的列：{names}。请指定文件中的哪一列是它。").format(names="、".join(found.missing))
        )
    if found.alike:
        parts.append(_("有 {n} 列只是名称相近，请核对后确认。").format(n=len(found.alike)))
    parts += [f"{problem}。" for problem in found.problems]
    if parts:
        st.warning(messages.plain(" ".join(parts)), icon=":material/help:")


def first_rows(found: Inspection) -> pd.DataFrame:
    """The first rows as the sender wrote them, line numbers first; repeated headers told apart."""
    names: list[str] = []
    for at, header in enumerate(found.headers, start=1):
        name = header.strip() or _("第 {n} 列").format(n=at)
        names.append(name if name not in names else f"{name} ({at})")
    width = len(names)
    cells = [[*row[:width], *[""] * (width - len(row))] for _line, row in found.rows]
    frame = pd.DataFrame(cells, columns=names, dtype=object)
    frame.insert(0, _("行号"), [line for line, _row in found.rows], allow_duplicates=True)
    return frame


def proposal(found: Inspection, settings: Settings) -> pd.DataFrame:
    """One row per column of the feed: its title, whether it must be given, the sender's header, why, and an example."""
    said = dict(settings.columns) if settings.columns is not None else {**found.alike, **found.columns}
    example = {
        header: cell
        for _line, row in found.rows[:1]
        for header, cell in zip(found.headers, row, strict=False)
    }
    rows = []
    for column in FEEDS[settings.feed].columns:
        header = said.get(column.name)
        basis = (
            _("未对应")
            if header is None
            else _("上次确认过")
            if found.remembered
            else _("名称相近，请核对")
            if column.name in found.alike and settings.columns is None
            else _("已确认")
            if settings.columns is not None
            else _("已识别")
        )
        rows.append(
            (column.name, column.title, column.required, header, basis, example.get(header or "", ""))
        )
    return pd.DataFrame(rows, columns=["name", "title", "required", "header", "basis", "example"])


def _columns(upload: Upload, found: Inspection, settings: Settings) -> None:
    table = proposal(found, settings)
    headers = list(dict.fromkeys(header for header in found.headers if header.strip()))
    config = st.column_config
    with st.form(f"upload_{upload.number}_{settings.feed}_columns", border=False):
        edited = st.data_editor(
            table,
            key=f"upload_{upload.number}_{settings.feed}_table",
            hide_index=True,
            height="content",
            column_order=["title", "required", "header", "basis", "example"],
            disabled=["title", "required", "basis", "example"],
            alt=_("列的对应关系"),
            placeholder="",
            column_config={
                "title": config.TextColumn(_("系统的列")),
                "required": config.CheckboxColumn(_("必填"), width="small"),
                "header": config.SelectboxColumn(_("文件中的列（可改）"), options=headers),
                "basis": config.TextColumn(_("依据")),
                "example": config.TextColumn(_("示例")),
            },
        )
        st.caption(_("确认后，同样表头的文件以后自动按此对应。"))
        if st.form_submit_button(_("确认对应关系并检查"), icon=":material/rule:"):
            _confirm(upload, settings, edited)


def _confirm(upload: Upload, settings: Settings, edited: pd.DataFrame) -> None:
    given = edited[edited["header"].notna() & (edited["header"] != "")]
    doubled = sorted(given["header"][given["header"].duplicated()].unique())
    missing = edited[edited["required"] & ~edited["name"].isin(given["name"])]["title"].tolist()
    if doubled:
        messages.empty(
            _("同一列被对应了两次：{names}。").format(names="、".join(doubled)),
            _("请为每一列选择不同的来源。"),
        )
        return
    if missing:
        messages.empty(
            _("还缺少必需的列：{names}。").format(names="、".join(missing)), _("请在表中选择文件中的列。")
        )
        return
    said = tuple(
        (str(name), str(header)) for name, header in zip(given["name"], given["header"], strict=True)
    )
    uploads().check(upload, replace(settings, columns=said))
    st.rerun()
