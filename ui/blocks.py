"""The parts every page is made of: header, tiles, chart, table with export and the way to the source line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from ui import columns, downloads, filters, lake, messages, navigation, origin, terms
from ui.charts.drawing import Drawing
from ui.figures import total
from ui.language import _

MOST_SHOWN = 1000


@dataclass(frozen=True)
class Tile:
    """One headline figure. `change` is its difference to the period before; `good` says which direction is good."""

    label: str
    value: str
    note: str = ""
    change: str | None = None
    good: str = "normal"
    help: str | None = None


def opening(stem: str) -> None:
    """Title of the page and the question it answers."""
    entry = navigation.BY_STEM[stem]
    st.title(_(entry.title), anchor=False)
    st.caption(_(entry.question))


def provenance(chosen: filters.Filters) -> None:
    """What the figures below stand on: data as of, period, snapshot, coverage."""
    known = lake.state(chosen.snapshot)
    window = chosen.window
    day = known.data_as_of.isoformat() if known.data_as_of else "—"
    st.caption(
        _("数据截至 {day} · 统计时段 {start} 至 {end} · {scope} · 快照 {snapshot} · 覆盖 {feeds} 类数据").format(
            day=day, start=window.start, end=window.end, scope=chosen.scope_title, snapshot=chosen.snapshot,
            feeds=len(known.feeds),
        )  # fmt: skip
    )


def begin(stem: str) -> filters.Filters:
    """Title, question, filters and provenance; stops with the next step while the lake is empty."""
    opening(stem)
    if lake.state(lake.snapshot()).is_empty:
        first_step()
        st.stop()
    chosen = filters.choose()
    provenance(chosen)
    return chosen


def first_step() -> None:
    """What to do with an empty lake."""
    with st.container(border=True):
        st.subheader(_("还没有数据"), anchor=False)
        st.markdown(
            _(
                "1. 先上传**部门名录**，再上传**资源目录**、**共享申请**、**使用日志**等文件；\n"
                "2. 系统逐行检查，不能接收的行会说明原因并可下载更正；\n"
                "3. 载入后，本页立即显示结果。"
            )
        )
        st.page_link(navigation.page("upload"), label=_("去上传数据"), icon=":material/upload_file:")
        st.caption(_("只想先看看效果：在服务器上运行 make run 会载入一座示例城市。"))


def tiles(figures: list[Tile]) -> None:
    """Headline figures side by side, wrapping on narrow screens."""
    with st.container(horizontal=True, gap="small"):
        for tile in figures:
            st.metric(
                tile.label, tile.value, delta=tile.change, delta_color=tile.good, border=True, help=tile.help,
                delta_description=_("较上期") if tile.change else (tile.note or None), width=230,
            )  # type: ignore[call-overload]  # fmt: skip


def chart(drawing: Drawing, key: str, *, narrows: bool = False) -> None:
    """A chart with its sentence; with `narrows`, clicking a department sets the department filter."""
    st.markdown(f"**{drawing.title}**")
    if drawing.empty:
        messages.empty(_("所选范围内没有可画的数据。"), _("请放宽时段或部门。"))
        return
    if narrows:
        st.altair_chart(drawing.chart, key=key, on_select=lambda: _narrow_from(key), alt=drawing.sentence)
    else:
        st.altair_chart(drawing.chart, key=key, alt=drawing.sentence)
    st.caption(drawing.sentence)


def _narrow_from(key: str) -> None:
    picked = st.session_state[key].selection.get("picked") or []
    if picked and picked[0].get("department"):
        filters.narrow(picked[0]["department"])


def table(
    frame: pd.DataFrame, key: str, *, title: str, metric: str | None = None, feed: str | None = None,
    hide: tuple[str, ...] = (), height: int | None = None, as_of: date | None = None, narrows: bool = False,
) -> None:  # fmt: skip
    """A table with its export; rows that know their origin open it on a click.

    `metric` names the metric whose column descriptions become the headers. `feed` names the feed of rows that
    have batch_id and line but no feed column; with `as_of`, requests show how their deadline was counted. With
    `narrows`, a click on a department's row sets the department filter instead.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title}**（{len(frame):,}）", width="stretch")
        _exports(frame.drop(columns=list(hide), errors="ignore"), key, title, metric)
    if frame.empty:
        messages.empty(_("没有符合条件的记录。"), _("可以放宽时段或部门；若本应有数据，请到“上传数据”查看覆盖情况。"))
        return
    shown = frame.head(MOST_SHOWN)
    order = [str(name) for name in shown.columns if name not in columns.HIDDEN and name not in hide]
    drills = {"batch_id", "line"} <= set(shown.columns) and (feed is not None or "feed" in shown)
    st.dataframe(
        terms.spelled_out(shown), key=key, hide_index=True, column_order=order, alt=title, placeholder="",
        column_config=columns.configured(shown, metric), height=height or "auto", lazy=False,
        on_select=_on_click(key, shown, feed, as_of, drills=drills, narrows=narrows),
        selection_mode="single-cell" if drills or narrows else "multi-row",
    )  # type: ignore[call-overload]  # fmt: skip
    notes = [_("点击任一单元格，可查看这一行出自哪个文件、第几行。")] if drills else []
    if narrows:
        notes = [_("点击一个部门，本页只看该部门的明细。")]
    if len(frame) > MOST_SHOWN:
        notes.append(_("此处显示前 {n} 行，导出文件含全部。").format(n=MOST_SHOWN))
    if notes:
        st.caption(" ".join(notes))
    if drills:
        origin.answer(key)


def _on_click(
    key: str, shown: pd.DataFrame, feed: str | None, as_of: date | None, *, drills: bool, narrows: bool
) -> Callable[[], None] | str:
    if narrows:
        return lambda: _narrow_to(key, shown)
    return (lambda: origin.ask(key, shown, feed, as_of)) if drills else "ignore"


def _narrow_to(key: str, shown: pd.DataFrame) -> None:
    cells = st.session_state[key].selection.cells
    if cells:
        filters.narrow(str(shown.iloc[cells[0][0]]["department"]))


def pick_row(frame: pd.DataFrame, key: str, *, title: str, column: str) -> str | None:
    """A table whose clicked row gives the value of one column; None while nothing is chosen."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title}**（{len(frame):,}）", width="stretch")
        _exports(frame, key, title, None)
    state = st.dataframe(
        terms.spelled_out(frame), key=key, hide_index=True, alt=title, placeholder="", on_select="rerun",
        column_config=columns.configured(frame), selection_mode="single-cell", height="content",
    )  # type: ignore[call-overload]  # fmt: skip
    cells = state.selection.cells
    return str(frame.iloc[cells[0][0]][column]) if cells and cells[0][0] < len(frame) else None


def file_button(label: str, build: Callable[[], bytes], file_name: str, key: str) -> None:
    """A prominent download, built when clicked."""
    st.download_button(
        label, build, file_name=file_name, key=key, on_click="ignore", type="primary", icon=":material/download:",
        mime=downloads.XLSX if file_name.endswith("xlsx") else "text/csv",
    )  # fmt: skip


def links(stems: list[str]) -> None:
    """Ways on to other pages."""
    with st.container(horizontal=True, gap="small"):
        for stem in stems:
            entry = navigation.BY_STEM[stem]
            st.page_link(navigation.page(stem), label=_(entry.title), icon=f":material/{entry.icon}:")


def rate_tile(label: str, rates: pd.DataFrame, earlier: pd.DataFrame | None, help: str | None = None) -> Tile:  # noqa: A002
    """The rate of all chosen departments together, with its counts and its change."""
    rate = total(rates)
    return Tile(
        label, rate.text, note=rate.counts, change=None if earlier is None else rate.change(total(earlier)), help=help
    )


def count_tile(label: str, count: int, note: str = "") -> Tile:
    """A plain number as a tile."""
    return Tile(label, f"{count:,}", note=note)


def _exports(frame: pd.DataFrame, key: str, title: str, metric: str | None) -> None:
    for kind, build, mime in (
        ("csv", downloads.csv_of(frame, metric), "text/csv"),
        ("xlsx", downloads.xlsx_of(frame, title, metric), downloads.XLSX),
    ):
        st.download_button(
            kind.upper(), build, file_name=f"{title}.{kind}", mime=mime, key=f"{key}_{kind}", on_click="ignore",
            type="tertiary", icon=":material/download:", disabled=frame.empty,
            help=_("导出“{title}”").format(title=title),
        )  # fmt: skip
