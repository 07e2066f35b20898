"""The history of loads: counts of each, its refused lines as a file to correct, and undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from access import Person, Role
from etl.batches import list_batches
from etl.feeds import FEEDS
from etl.rejects import write_rejects
from language.retelling import retold
from metrics.words import word
from ui import blocks, columns, downloads, lake, messages, printing, terms
from ui.blocks.downloading import deliverable
from ui.language import _
from ui.upload.undoing import progress, undos

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


def _visible(batches: pd.DataFrame, person: Person) -> pd.DataFrame:
    """An uploader sees the own batches, evaluators and administrators all."""
    if person.roles & {Role.EVALUATOR, Role.ADMINISTRATOR}:
        return batches
    return batches[batches["loaded_by"] == person.name].reset_index(drop=True)


def history(person: Person) -> None:
    """The person's loads, newest first; the chosen one in detail."""
    batches = _visible(_batches(lake.snapshot()), person)
    if batches.empty:
        if lake.state(lake.snapshot()).is_empty:
            messages.empty(_("还没有上传过文件。"), _("请先上传部门名录，再上传资源目录和各类日志。"))
        else:
            messages.empty(_("您还没有上传过文件。"), _("在上面选择文件，检查之后再载入。"))
        return
    shown = batches.head(MOST_SHOWN)
    if printing.asked():
        blocks.table(shown[list(ORDER)], "upload_history", title=_("上传记录"))
        return
    progress(person)
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


def _detail(batch: pd.Series, person: Person) -> None:
    number = int(batch["batch_id"])
    with st.container(border=True):
        st.markdown(
            _("**批次 {n}：{name}**（{feed}），{who} 于 {when:%Y-%m-%d %H:%M} 上传").format(
                n=number,
                name=messages.plain(str(batch["file_name"])),
                feed=word("feed", batch["feed"]),
                who=retold(batch["loaded_by"]),
                when=pd.Timestamp(batch["loaded_at"]),
            )
        )
        if pd.notna(batch["undone_at"]):
            st.caption(
                _("已由 {who} 于 {when:%Y-%m-%d %H:%M} 撤销。").format(
                    who=retold(batch["undone_by"]), when=pd.Timestamp(batch["undone_at"])
                )
            )
        with st.container(horizontal=True):
            st.download_button(
                _("下载拒收的 {n:,} 行（{kind}）").format(n=int(batch["refused"]), kind="XLSX"),
                deliverable(_rejects(number, person)),
                file_name=_("{name}_拒收.{kind}").format(
                    name=Path(str(batch["file_name"])).stem, kind="xlsx"
                ),
                mime=downloads.XLSX,
                key=f"rejects_{number}_xlsx",
                on_click="ignore",
                icon=":material/download:",
                disabled=not batch["refused"],
            )
            if st.button(
                _("撤销这次上传"),
                key=f"undo_{number}",
                icon=":material/undo:",
                disabled=pd.notna(batch["undone_at"]) or number in undos().all,
            ):
                undos().ask(number, str(batch["file_name"]), person)
                st.rerun()
    refused = _refused(lake.snapshot(), number, str(batch["feed"]))
    if not refused.empty:
        blocks.table(refused, f"refused_{number}", title=_("拒收的行及原因"))


@st.cache_data(show_spinner=False, max_entries=32)
def _refused(snapshot: int, batch_id: int, feed: str) -> pd.DataFrame:  # noqa: ARG001
    rows = lake.query("refused_lines", batch_id=batch_id)
    titles = {column.name: column.title for column in FEEDS[feed].columns}
    rows["column"] = [titles.get(name, name) for name in rows["column"]]
    rows["original"] = [
        " | ".join("" if cell is None else str(cell) for cell in cells) for cells in rows["original"]
    ]
    return rows


def _rejects(batch_id: int, person: Person) -> Callable[[], bytes]:
    def build() -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "rejects.xlsx"
            write_rejects(lake.lake(), batch_id, path, person)
            return path.read_bytes()

    return build
