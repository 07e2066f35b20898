"""From a row on screen to the file and line it came from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from language.retelling import retold
from metrics.words import word
from ui import columns, lake, messages, proofs, terms
from ui.language import _


def ask(key: str, shown: pd.DataFrame, as_of: date | None) -> None:
    """Callback of a table: remember the origin of the chosen row until the page is drawn.

    With `as_of`, rows of requests also show how their deadline was counted.
    """
    cells = st.session_state[key].selection.cells
    if not cells:
        return
    row = shown.iloc[cells[0][0]]
    if pd.isna(row["batch_id"]) or pd.isna(row["line"]):
        return
    st.session_state["_origin"] = (key, str(row["feed"]), int(row["batch_id"]), int(row["line"]), as_of)


def answer(key: str) -> None:
    """Open the dialog when this table's reader has just asked for an origin."""
    asked = st.session_state.get("_origin")
    if asked and asked[0] == key:
        del st.session_state["_origin"]
        show(*asked[1:])


def show(feed: str, batch_id: int, line: int, as_of: date | None) -> None:
    """Open the dialog; its title is in the language of now."""
    dialog = st.dialog(_("这一行从哪里来"), width="large", icon=":material/manage_search:")
    dialog(_draw)(feed, batch_id, line, as_of)


def _draw(feed: str, batch_id: int, line: int, as_of: date | None) -> None:
    """Batch, file, line, who loaded it, and the row as stored, with all its versions in the lake."""
    batch = lake.query("batch", batch_id=batch_id)
    if batch.empty:
        messages.empty(_("找不到批次 {n}。").format(n=batch_id), _("该批次可能属于另一座数据湖，请核对。"))
        return
    load = batch.iloc[0]
    st.markdown(
        "\n".join(
            f"- {title}：{value}"
            for title, value in (
                (_("文件"), f"**{messages.plain(str(load.file_name))}**"),
                (_("行号"), f"**{line}**" + _("（文件首行为第 1 行）")),
                (_("数据类别"), word("feed", feed)),
                (
                    _("批次"),
                    f"{batch_id}，"
                    + _("导出日期 {day}，{coverage}").format(
                        day=_day(load.exported_on), coverage=word("coverage", load.coverage)
                    ),
                ),
                (
                    _("上传"),
                    f"{messages.plain(str(load.loaded_by))}，{pd.Timestamp(load.loaded_at):%Y-%m-%d %H:%M}",
                ),
                (_("文件校验值"), f"`{str(load.sha256)[:16]}…`"),
            )
        )
    )
    if pd.notna(load.undone_at):
        st.warning(
            _("该批次已由 {who} 撤销。").format(who=messages.plain(retold(str(load.undone_by)))),
            icon=":material/undo:",
        )
    if feed == "requests" and as_of is not None:
        proofs.draw(batch_id, line, as_of)
    _stored(lake.row_at(feed, batch_id, line), titles=load.headers)


def _stored(rows: pd.DataFrame, titles: object) -> None:
    if rows.empty:
        messages.empty(_("数据湖中已没有这一行。"), _("它可能已被撤销；原文件仍可按上面的行号核对。"))
        return
    st.markdown(f"**{_('该行载入后的内容')}**")
    hidden = {"batch_id", "line", "row_key", "row_hash"}
    row = terms.spelled_out(rows).iloc[0]
    pairs = [
        (columns.titled(str(name)), messages.plain(_readable(row[name])))
        for name in rows.columns
        if name not in hidden
    ]
    st.table(pd.DataFrame(pairs, columns=[_("列"), _("值")]).set_index(_("列")))
    if not isinstance(titles, str) and isinstance(titles, Iterable):
        st.caption(_("原文件表头：") + "、".join(messages.plain(str(title)) for title in titles))


def _readable(value: object) -> str:
    if isinstance(value, list | np.ndarray):
        return "、".join(str(part) for part in value)
    if value is None or value is pd.NaT or value != value:
        return "—"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M:%S}"
    return str(value)


def _day(value: object) -> str:
    return "—" if value is None or value is pd.NaT else str(value)[:10]
