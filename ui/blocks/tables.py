"""Tables with their export; any row that knows its origin leads to its file and line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from metrics import METRICS
from ui import columns, downloads, filters, first_sight, messages, origin, printing, reads, terms
from ui.blocks.downloading import deliverable
from ui.blocks.views import views
from ui.language import _

MOST_SHOWN = reads.MOST_LISTED
ROW_HEIGHT = 35
"""Pixels of a row, its header's too."""
AUTO_HEIGHT = 400
"""Most pixels of a table without a height of its own."""


@dataclass(frozen=True)
class Sheet:
    """One table of a page: a metric, and its title where the metric's own will not do.

    `narrows`: a click on a row sets the department filter; otherwise it leads to the row's origin.
    """

    metric: str
    title: str | None = None
    narrows: bool = False

    @property
    def heading(self) -> str:
        """What the tab and the export are called."""
        return self.title or _(METRICS[self.metric].title)


def sheets(key: str, chosen: filters.Filters, pages: list[Sheet]) -> None:
    """Tables behind tabs; only the open one is read. The open tab is part of the address, by its metric's name."""
    by_metric = {page.metric: page for page in pages}
    for metric in views(key, {page.metric: page.heading for page in pages}):
        _sheet(key, chosen, by_metric[metric])


def _sheet(key: str, chosen: filters.Filters, sheet: Sheet) -> None:
    """One sheet: the top of the list on screen, all of it in the export."""
    table(
        reads.listed(sheet.metric, chosen),
        f"{key}_{sheet.metric}",
        title=sheet.heading,
        metric=sheet.metric,
        as_of=chosen.window.as_of,
        narrows=sheet.narrows,
        follows=True,
        whole=reads.whole(sheet.metric, chosen),
    )


def table(
    frame: pd.DataFrame,
    key: str,
    *,
    title: str,
    metric: str | None = None,
    hide: tuple[str, ...] = (),
    height: int | None = None,
    as_of: date | None = None,
    narrows: bool = False,
    follows: bool = False,
    whole: Callable[[], pd.DataFrame] | None = None,
    none: tuple[str, str] | None = None,
) -> None:
    """A table with its export; `whole` reads all rows for it where `frame` is only the top of a list.

    `none` says what an empty table means and what to do, where that has nothing to do with filters.

    `metric` names the metric whose column descriptions become the headers. Rows with feed, batch_id and
    line open their
    origin on a click; with `as_of`, requests also show how their deadline was counted. With `narrows`, a
    click on a
    department's row sets the department filter instead. With `follows`, it is no part of the first sight of a visit.
    """
    if printing.asked():
        _printed(frame, title, metric, hide)
        return
    if follows and not frame.empty and first_sight.only():
        st.markdown(_named(frame, title, whole))
        first_sight.keep_place(
            _fitting(height, len(frame)) or min((len(frame) + 1) * ROW_HEIGHT, AUTO_HEIGHT)
        )
        return
    _heading(frame.drop(columns=list(hide), errors="ignore"), key, title, metric, whole)
    if frame.empty:
        filtered = (
            _("没有符合条件的记录。"),
            _("可以放宽时段或部门；数据是否齐全请看“总览”的数据覆盖。"),
        )
        messages.empty(*(none or filtered))
        return
    shown = frame.head(MOST_SHOWN)
    drawn = columns.in_percent(terms.spelled_out(shown))
    drills = not narrows and {"feed", "batch_id", "line"} <= set(shown.columns)
    st.dataframe(
        drawn,
        key=key,
        hide_index=True,
        column_order=columns.ordered(shown, hide),
        column_config=columns.configured(drawn, metric),
        height=_fitting(height, len(shown)) or "auto",
        alt=title,
        placeholder="",
        lazy=False,
        **_clicks(key, shown, as_of, drills=drills, narrows=narrows),
    )
    notes = [_("点击任一单元格，可查看这一行出自哪个文件、第几行。")] if drills else []
    if narrows:
        notes = [_("点击一个部门，本页只看该部门。")]
    if len(frame) > MOST_SHOWN:
        notes.append(_("此处显示前 {n:,} 行，导出文件含全部。").format(n=MOST_SHOWN))
    if notes:
        st.caption(" ".join(notes))
    if drills:
        origin.answer(key)


def pick_row(
    frame: pd.DataFrame,
    key: str,
    *,
    title: str,
    column: str,
    hide: tuple[str, ...] = (),
    height: int | None = None,
) -> str | None:
    """A table whose clicked row gives the value of one column; None while nothing is chosen, and on paper."""
    if printing.asked():
        _printed(frame, title, None, hide)
        return None
    _heading(frame, key, title, None, None)
    drawn = columns.in_percent(terms.spelled_out(frame))
    state = st.dataframe(
        drawn,
        key=key,
        hide_index=True,
        column_order=[str(name) for name in frame.columns if name not in hide],
        column_config=columns.configured(drawn),
        height=_fitting(height, len(frame)) or "content",
        alt=title,
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
    )
    cells = state.selection.cells
    return str(frame.iloc[cells[0][0]][column]) if cells and cells[0][0] < len(frame) else None


def file_button(label: str, build: Callable[[], bytes], file_name: str, key: str) -> None:
    """A prominent download of a workbook, built when clicked; left out on paper."""
    if printing.asked():
        return
    st.download_button(
        label,
        deliverable(build),
        file_name=file_name,
        mime=downloads.XLSX,
        key=key,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )


def _fitting(height: int | None, rows: int) -> int | None:
    """The height asked for, unless the rows need less."""
    return height if height is not None and (rows + 1) * ROW_HEIGHT > height else None


def _counted(frame: pd.DataFrame, title: str) -> str:
    """The title with the number of rows, as far as they were read."""
    more = len(frame) > MOST_SHOWN
    count = _("{n:,} 以上").format(n=MOST_SHOWN) if more else f"{len(frame):,}"
    return _("**{title}**（{count}）").format(title=title, count=count)


def _named(frame: pd.DataFrame, title: str, whole: Callable[[], pd.DataFrame] | None) -> str:
    """The title with the number of rows; of a list that `whole` reads, as far as it was read."""
    return (
        _counted(frame, title)
        if whole
        else _("**{title}**（{count}）").format(title=title, count=f"{len(frame):,}")
    )


def _printed(frame: pd.DataFrame, title: str, metric: str | None, hide: tuple[str, ...]) -> None:
    """The table on paper: every cell written out, in one piece with its title."""
    parts = [_counted(frame, title)]
    if frame.empty:
        parts.append(_("没有符合条件的记录。"))
    else:
        names = columns.ordered(frame, hide)[: printing.MOST_COLUMNS]
        rows = columns.percent_written(frame[names].head(printing.MOST_ROWS))
        parts.append(printing.written_table(downloads.written(rows, metric)))
    if len(frame) > printing.MOST_ROWS:
        parts.append(_("此处只印前 {n} 行，全部内容请导出表格。").format(n=printing.MOST_ROWS))
    st.markdown("\n\n".join(parts))


def _heading(
    frame: pd.DataFrame,
    key: str,
    title: str,
    metric: str | None,
    whole: Callable[[], pd.DataFrame] | None,
) -> None:
    source = whole if whole is not None and len(frame) > MOST_SHOWN else frame
    wrapped = frame.empty  # a row that may scroll must hold something the keyboard reaches
    with st.container(horizontal=True, vertical_alignment="center", wrap=wrapped):
        st.markdown(_named(frame, title, whole), width="stretch")
        with st.container(horizontal=True, width="content", wrap=wrapped):
            for kind, build, mime in (
                ("csv", downloads.csv_of(source, metric), "text/csv"),
                ("xlsx", downloads.xlsx_of(source, title, metric), downloads.XLSX),
            ):
                st.download_button(
                    kind.upper(),
                    deliverable(build),
                    file_name=f"{title}.{kind}",
                    mime=mime,
                    key=f"{key}_{kind}",
                    on_click="ignore",
                    type="tertiary",
                    icon=":material/download:",
                    disabled=frame.empty,
                    help=_("导出“{title}”").format(title=title),
                )


def _clicks(
    key: str, shown: pd.DataFrame, as_of: date | None, *, drills: bool, narrows: bool
) -> dict[str, Any]:
    if narrows:
        return {"on_select": lambda: _narrow(key, shown), "selection_mode": "single-cell"}
    if drills:
        return {"on_select": lambda: origin.ask(key, shown, as_of), "selection_mode": "single-cell"}
    return {}


def _narrow(key: str, shown: pd.DataFrame) -> None:
    cells = st.session_state[key].selection.cells
    if cells:
        filters.narrow(str(shown.iloc[cells[0][0]]["department"]))
