"""The history of loads: counts of each, its refused lines as a file to correct, and undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from etl.batches import list_batches
from etl.rejects import write_rejects
from etl.undo import undo_batch
from ui import blocks, columns, downloads, lake, messages, terms
from ui.access import Identity
from ui.language import _

MOST_SHOWN = 500
ORDER = (
    "batch_id",
    "feed",
    "file_name",
    "exported_on",
    "coverage",
    "rows_read",
    "loaded",
    "unchanged",
    "superseded",
    "refused",
    "loaded_by",
    "loaded_at",
    "undone_at",
    "undone_by",
)


@st.cache_data(show_spinner=False, max_entries=4)
def _batches(snapshot: int) -> pd.DataFrame:  # noqa: ARG001
    return list_batches(lake.lake()).sort_values("batch_id", ascending=False).reset_index(drop=True)


def history(person: Identity) -> None:
    """All loads, newest first; the chosen one in detail."""
    batches = _batches(lake.snapshot())
    if batches.empty:
        messages.empty(_("还没有上传过文件。"), _("请先上传部门名录，再上传资源目录和各类日志。"))
        return
    shown = batches.head(MOST_SHOWN)
    state = st.dataframe(
        terms.spelled_out(shown),
        key="upload_history",
        hide_index=True,
        column_order=ORDER,
        on_select="rerun",
        selection_mode="single-cell",
        column_config=columns.configured(shown),
        alt=_("上传记录"),
        placeholder="",
    )
    st.caption(_("点击一行，查看拒收的行、下载更正、撤销。"))
    cells = state.selection.cells
    asked = int(shown.iloc[cells[0][0]]["batch_id"]) if cells else int(shown.iloc[0]["batch_id"])
    _detail(batches[batches["batch_id"] == asked].iloc[0], person)


def _detail(batch: pd.Series, person: Identity) -> None:
    number = int(batch["batch_id"])
    with st.container(border=True):
        st.markdown(
            _("**批次 {n}：{name}**（{feed}），{who} 于 {when:%Y-%m-%d %H:%M} 上传").format(
                n=number,
                name=batch["file_name"],
                feed=terms.word("feed", batch["feed"]),
                who=batch["loaded_by"],
                when=pd.Timestamp(batch["loaded_at"]),
            )
        )
        if pd.notna(batch["undone_at"]):
            st.caption(
                _("已由 {who} 于 {when:%Y-%m-%d %H:%M} 撤销。").format(
                    who=batch["undone_by"], when=pd.Timestamp(batch["undone_at"])
                )
            )
        with st.container(horizontal=True):
            for kind in ("xlsx", "csv"):
                st.download_button(
                    _("下载拒收的 {n:,} 行（{kind}）").format(n=int(batch["refused"]), kind=kind.upper()),
                    _rejects(number, kind),
                    file_name=f"{Path(str(batch['file_name'])).stem}_拒收.{kind}",
                    mime=downloads.XLSX if kind == "xlsx" else "text/csv",
                    key=f"rejects_{number}_{kind}",
                    on_click="ignore",
                    icon=":material/download:",
                    disabled=not batch["refused"],
                )
            if st.button(
                _("撤销这次上传"),
                key=f"undo_{number}",
                icon=":material/undo:",
                disabled=pd.notna(batch["undone_at"]),
            ):
                _confirm(number, str(batch["file_name"]), int(batch["loaded"]), person.name)
    refused = _refused(lake.snapshot(), number)
    if not refused.empty:
        blocks.table(refused, f"refused_{number}", title=_("拒收的行及原因"))


@st.cache_data(show_spinner=False, max_entries=32)
def _refused(snapshot: int, batch_id: int) -> pd.DataFrame:  # noqa: ARG001
    rows = lake.query("refused_lines", batch_id=batch_id)
    rows["original"] = [
        " | ".join("" if cell is None else str(cell) for cell in cells) for cells in rows["original"]
    ]
    return rows


def _rejects(batch_id: int, kind: str) -> Callable[[], bytes]:
    def build() -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"rejects.{kind}"
            write_rejects(lake.lake(), batch_id, path)
            return path.read_bytes()

    return build


@st.dialog(_("撤销这次上传？"), icon=":material/undo:")
def _confirm(batch_id: int, file_name: str, rows: int, by: str) -> None:
    st.markdown(
        _(
            "将撤销批次 **{n}**（{name}）：它载入的 **{rows:,}** 行全部退出，"
            "被它更新过的记录恢复原样。其他批次不受影响。"
        ).format(n=batch_id, name=file_name, rows=rows)
    )
    with st.container(horizontal=True):
        if st.button(_("确认撤销"), type="primary", key="undo_confirm"):
            with messages.explained():
                undo_batch(lake.lake(), batch_id, by)
                st.rerun()
        if st.button(_("不撤销"), key="undo_cancel"):
            st.rerun()
