"""The weekly digest: what is newly late, stale, found and refused, as one HTML file that needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from access import Person, allow_department
from access.people import READERS
from language import _, language
from language.retelling import retold
from metrics import Window, run
from metrics.words import word
from warehouse.errors import ExportError
from warehouse.lake import Lake

FOLDER = Path(__file__).resolve().parent
DAYS = 7
MOST_ROWS = 40
"""Rows of one section; all of them stand on the pages."""
TOLD = {"loaded_by", "reason"}
"""Columns that are stored in Chinese."""


@dataclass(frozen=True)
class Section:
    """One kind of news: at most MOST_ROWS rows of texts and numbers, and how many there are."""

    title: str
    short: str
    rule: str
    headings: list[str]
    rows: list[list[object]]
    total: int

    @property
    def nothing(self) -> str:
        """What stands where there is no news."""
        return _("本周没有新增。")

    @property
    def more(self) -> str:
        """What stands below a list that was cut."""
        return _("此处只列前 {n} 项，全部内容请在系统中查看。").format(n=len(self.rows))


def write_digest(
    lake: Lake, out: Path, person: Person, *, as_of: date | None = None, department: str | None = None
) -> list[Section]:
    """Write the news of the 7 days up to `as_of` (the lake's newest day) to an HTML file; returns the sections.

    `department` limits it to one department. Raises ExportError where nothing is loaded or the file cannot be written,
    AccessError where `person` may not read it.
    """
    department = department or person.limited_to
    if not person.roles & READERS:
        allow_department(person, department or "")
    with lake.read() as (cursor, snapshot):
        day = as_of or _newest(cursor)
        since = day - timedelta(days=DAYS)
        basis = _rows(cursor, "digest_basis", since).iloc[0]
        sections = _sections(cursor, since, day, department, whole=bool(person.roles & READERS))
    templates = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined
    )
    scope = department or _("全市")
    text = templates.get_template("digest.html").render(
        language=language().replace("_", "-"),
        title=_("政务数据共享每周要情（{scope}，{since} 至 {day}）").format(
            scope=scope, since=since, day=day
        ),
        basis=_("数据截至 {day} · 快照 {snapshot} · 本周载入 {batches} 个文件、{rows:,} 行").format(
            day=day, snapshot=snapshot, batches=int(basis.batches), rows=int(basis.loaded)
        ),
        sections=sections,
        footer=_("每个数字的口径见系统“方法说明”页；逐条依据可在系统中追溯到原文件和行号。"),
    )
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(_("要情无法写出"), f"{out}: {error}", _("请检查文件夹和写权限")) from error
    return sections


def _newest(cursor: duckdb.DuckDBPyConnection) -> date:
    newest = _rows(cursor, "digest_basis", date.today()).iloc[0].data_as_of
    if pd.isna(newest):
        raise ExportError(_("数据湖中还没有数据"), "", _("请先载入部门名录、资源目录和各类日志"))
    return pd.Timestamp(newest).date()


def _rows(cursor: duckdb.DuckDBPyConnection, name: str, since: date) -> pd.DataFrame:
    text = (FOLDER / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return cursor.execute(text, {"since": since}).df()


def _sections(
    cursor: duckdb.DuckDBPyConnection, since: date, day: date, department: str | None, *, whole: bool
) -> list[Section]:
    week = Window(start=since, end=day - timedelta(days=1), as_of=day)
    late = run("overdue_requests", cursor, week, department)
    stale = _new(cursor, "stale_resources_now", since, day, department, ["resource_id"])
    found = _new(cursor, "conformity_findings", since, day, department, ["resource_id", "finding"])
    found = found.assign(finding=[word("finding", code) for code in found["finding"]])
    misuse = run("unauthorised_usage", cursor, Window(start=since, end=day, as_of=day), department)
    told = (
        misuse.groupby(["department", "resource_name", "reason"], dropna=False)
        .size()
        .reset_index(name="calls")
    )
    who, what = _("部门"), _("数据名称")
    sections = [
        _section(
            _("新增逾期的申请"), _("件新增逾期"), _("答复期限在本周内届满，逾期答复或仍未有效答复（第九条）。"),
            late, {"department": who, "request_id": _("申请编号"), "resource_name": what, "deadline": _("期限"),
                   "reason": _("说明")},
        ),
        _section(
            _("新近不及时的数据"), _("个资源新近不及时"), _("一周前尚在申报频度的时限内，现已超过（第十条）。"),
            stale, {"department": who, "resource_id": _("资源编号"), "resource_name": what, "reason": _("说明")},
        ),
        _section(
            _("新发现的目录问题"), _("个新的目录问题"), _("一周前没有、现在有的问题（第四、八、九、十一条）。"),
            found, {"department": who, "resource_id": _("资源编号"), "resource_name": what, "finding": _("问题"),
                    "reason": _("说明")},
        ),
        _section(
            _("未按授权使用"), _("组未按授权使用"), _("本周的成功调用中没有授权依据的（第九、十九、二十条）。"),
            told.sort_values("calls", ascending=False),
            {"department": _("使用部门"), "resource_name": what, "reason": _("说明"), "calls": _("调用次数")},
        ),
    ]  # fmt: skip
    if whole and department is None:
        sections += _city_sections(cursor, since)
    return sections


def _city_sections(cursor: duckdb.DuckDBPyConnection, since: date) -> list[Section]:
    """What concerns the city's desk: refused lines and findings to rule on."""
    refused = _rows(cursor, "digest_refused", since)
    refused = refused.assign(feed=[word("feed", feed) for feed in refused["feed"]])
    pairs = _rows(cursor, "digest_duplicates", since)
    return [
        _section(
            _("疑似重复采集"), _("条疑似重复采集"), _("本周新发现、尚未认定的（第五条、第十三条）。"),
            pairs, {"department": _("部门"), "resource_name": _("数据名称"), "provider": _("已有该数据的部门"),
                    "source_name": _("已有的数据")},
        ),
        _section(
            _("被拒收的数据行"), _("个文件有拒收行"), _("本周上传的文件中没有收下的行，请上传人更正后再次上传。"),
            refused, {"file_name": _("文件"), "feed": _("数据类别"), "loaded_by": _("上传人"),
                      "rows_read": _("读取"), "refused": _("拒收")},
        ),
    ]  # fmt: skip


def _new(
    cursor: duckdb.DuckDBPyConnection,
    name: str,
    since: date,
    day: date,
    department: str | None,
    key: list[str],
) -> pd.DataFrame:
    """Rows of a list as of `day` that were not on it as of `since`."""
    now = run(name, cursor, Window(start=since, end=day, as_of=day), department)
    before = run(name, cursor, Window(start=since, end=since, as_of=since), department)
    known = set(before[key].itertuples(index=False, name=None))
    fresh = [row not in known for row in now[key].itertuples(index=False, name=None)]
    return now[np.array(fresh, dtype=bool)].reset_index(drop=True)


def _section(title: str, short: str, rule: str, frame: pd.DataFrame, columns: dict[str, str]) -> Section:
    shown = frame[list(columns)].head(MOST_ROWS).astype(object)
    shown = shown.assign(**{name: shown[name].map(retold) for name in TOLD & set(shown.columns)})
    rows = [[_cell(cell) for cell in row] for row in shown.itertuples(index=False, name=None)]
    return Section(title, short, rule, list(columns.values()), rows, len(frame))


def _cell(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return "" if value is None or value is pd.NaT or value != value else value
