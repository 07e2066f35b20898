"""The editor of a scheme: tables of weights, goalposts, samples and grades; everything wrong is said at once."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from evaluation.records import Scheme
from evaluation.scheme import DEFAULT_SCHEME, load_scheme, parse_scheme, scheme_problems
from evaluation.scheme_store import SchemeVersion, scheme_raw, scheme_toml
from language.retelling import retold
from metrics import METRICS
from ui import blocks, columns, messages
from ui.language import _
from ui.readings import schemes as reading

LOCKED = ("code",)
IMPORTED, DEFAULT = "imported", "default"


def start(stored: list[SchemeVersion]) -> tuple[str, int | None]:
    """The TOML text to begin with and the version it is: a stored one, the default, or a file handed in."""
    known = {f"{one.scheme_code} v{one.version}": one for one in stored}
    titled = _("{title}，第 {n} 个版本")
    words = {code: titled.format(title=_(one.title), n=one.version) for code, one in known.items()}
    words |= {DEFAULT: _("默认方案文件"), IMPORTED: _("导入 TOML 文件")}
    left, right = st.columns([2, 3], gap="medium", vertical_alignment="bottom")
    base = left.selectbox(
        _("从哪一版开始改"),
        [*known, DEFAULT, IMPORTED],
        format_func=lambda code: words.get(code, code),
        key=f"scheme_base_{len(stored)}",
        filter_mode=None,
    )
    if base in known:
        return known[base].toml, known[base].version
    if base == DEFAULT:
        return DEFAULT_SCHEME.read_text(encoding="utf-8"), None
    file = right.file_uploader(_("方案文件（TOML）"), type="toml", key="scheme_file", max_upload_size=1)
    if file is None:
        messages.empty(_("请选择要导入的方案文件。"), _("可以先导出一版，修改后再导入。"))
        st.stop()
    text = file.getvalue().decode("utf-8-sig", errors="replace")
    parse_scheme(text, file.name, METRICS)
    return text, None


def edit(text: str) -> dict[str, Any]:
    """The scheme as the tables now say; `text` is where it began."""
    raw = scheme_raw(parse_scheme(text, _("原方案")))
    key = hashlib.sha256(text.encode()).hexdigest()[:10]
    titles = {
        "indicators": _("指标"),
        "dimensions": _("维度"),
        "grades": _("等次"),
        "adjustments": _("加减分"),
        "vetoes": _("单项否决"),
        "head": _("取整与最低要求"),
    }
    tables: dict[str, pd.DataFrame] = {}
    head: dict[str, Any] = {}
    for tab, part in zip(st.tabs(list(titles.values())), titles, strict=True):
        with tab:
            if part == "head":
                head = _head(raw, key)
            else:
                tables[part] = _table(raw, part, key)
    return reading.edited(raw, tables, head)


def _table(raw: dict[str, Any], part: str, key: str) -> pd.DataFrame:
    frame = reading.table(raw, part)
    config = {
        name: st.column_config.Column(columns.titled(name), disabled=name in LOCKED) for name in frame.columns
    }
    numbers = ("weight", "low", "high", "minimum_sample", "floor", "per_unit", "cap", "threshold")
    config |= {name: st.column_config.NumberColumn(columns.titled(name)) for name in numbers if name in frame}
    if "dimension" in frame:
        codes = [entry["code"] for entry in raw["dimensions"]]
        titles = {entry["code"]: _(entry["title"]) for entry in raw["dimensions"]}
        config["dimension"] = st.column_config.SelectboxColumn(
            columns.titled("dimension"),
            options=codes,
            format_func=lambda code: titles.get(str(code), str(code)),
        )
    if "shrink" in frame:
        config["shrink"] = st.column_config.CheckboxColumn(columns.titled("shrink"))
    if "grade_at_most" in frame:
        grades = [retold(str(entry["title"])) for entry in raw.get("grades", [])]
        config["grade_at_most"] = st.column_config.SelectboxColumn(
            columns.titled("grade_at_most"), options=grades
        )
    found: pd.DataFrame = st.data_editor(
        frame,
        key=f"scheme_{part}_{key}",
        hide_index=True,
        num_rows="dynamic" if part == "grades" else "fixed",
        column_config=config,
        height="content",
        alt=_("可编辑的方案表"),
        placeholder="",
    )
    if part == "indicators":
        st.caption(
            _("零分线与满分线按指标方向取用；分档写成“0=100；1=60”，表示从 0 起得 100 分、从 1 起得 60 分。")
        )
    return found


def _head(raw: dict[str, Any], key: str) -> dict[str, Any]:
    rounding = raw.get("rounding", {})
    when = {"before_ranking": _("先取整再排名"), "after_ranking": _("先排名再取整")}
    left, right = st.columns(2, gap="medium")
    shares = {
        "minimum_coverage": _("参加排名须计分的权重（占应评权重）"),
        "minimum_scored": _("参加排名须计分的权重（占全部权重）"),
        "minimum_log_days": _("日志至少覆盖评价期的日子"),
    }
    found: dict[str, Any] = {
        name: left.number_input(title, 0.0, 1.0, float(raw.get(name, 0)), 0.05, key=f"scheme_{name}_{key}")
        for name, title in shares.items()
    }
    found["rounding.digits"] = int(
        right.number_input(
            _("总分小数位数"), 0, 6, int(rounding.get("digits", 2)), key=f"scheme_digits_{key}"
        )
    )
    order = list(when)
    found["rounding.when"] = right.radio(
        _("取整与排名的先后"),
        order,
        order.index(rounding.get("when", order[0])),
        format_func=lambda code: when[code],
        key=f"scheme_when_{key}",
    )
    found["edition"] = right.text_input(_("版次"), str(raw.get("edition", "")), key=f"scheme_edition_{key}")
    return found


def problems(raw: dict[str, Any]) -> bool:
    """Say everything that is wrong with the edited scheme; whether there was anything."""
    st.caption(reading.weight_note(raw))
    found = scheme_problems(raw, METRICS)
    if found:
        listed = "\n".join(f"{number}. {messages.plain(one)}" for number, one in enumerate(found, 1))
        title = _("方案有 {n} 处问题，改正后才能试算和保存：").format(n=len(found))
        st.error(f"**{title}**\n\n{listed}", icon=":material/error:")
    return bool(found)


def shown(scheme: Scheme) -> None:
    """The scheme in force to read: its parts as tables."""
    raw = scheme_raw(scheme)
    for part, title in {"dimensions": _("维度"), "indicators": _("指标"), "grades": _("等次")}.items():
        rows = reading.table(raw, part)
        if "dimension" in rows:
            named = {entry["code"]: entry["title"] for entry in raw["dimensions"]}
            rows = rows.assign(dimension=rows["dimension"].map(named))
        blocks.table(rows, f"scheme_shown_{part}", title=title)


def exported(stored: list[SchemeVersion]) -> str:
    """The scheme in force as TOML, for download."""
    return stored[0].toml if stored else scheme_toml(load_scheme(DEFAULT_SCHEME))
