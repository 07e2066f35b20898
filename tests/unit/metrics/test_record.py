"""Every question is one SQL file with a header and one function; columns are exactly those documented."""

from __future__ import annotations

import inspect
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from metrics import METRICS, Window, run
from metrics.record import FOLDER, KINDS, header, sql_text
from warehouse.errors import MetricError

NAMES = sorted(path.stem for path in FOLDER.glob("*.sql"))
ORIGIN = {"department", "feed", "batch_id", "line", "file_name", "reason"}
WINDOW = Window(date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 10))


def test_files_and_metrics_match_one_to_one():
    assert sorted(METRICS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_header_is_complete(name: str):
    fields, columns = header(sql_text(name))
    assert {"title", "question", "kind", "grain", "units", "source"} <= set(fields)
    assert fields["kind"] in KINDS
    assert columns
    text = sql_text(name)
    assert text == text.replace("\t", " ")
    assert text.endswith("\n")
    code = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    unquoted = re.sub(r"'[^']*'", "", code)
    assert unquoted == unquoted.lower()
    assert set(re.findall(r"\$(\w+)", text)) <= {"start", "end", "as_of", "department", "limit"}


@pytest.mark.parametrize("name", NAMES)
def test_kinds_keep_their_promises(name: str):
    record = METRICS[name]
    if record.kind == "rate":
        assert list(record.columns)[:4] == ["department", "numerator", "denominator", "value"]
        assert record.evidence == "" or METRICS[record.evidence].kind == "evidence"
    if record.kind == "evidence":
        assert set(record.columns) >= ORIGIN
    assert inspect.getdoc(record.function)


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[3] / "warehouse" / "macros").glob("*.sql")), ids=lambda p: p.stem
)
def test_macros_have_headers(path: Path):
    text = path.read_text(encoding="utf-8")
    assert all(f"-- {field}: " in text for field in ("question", "grain", "units", "source"))
    assert re.search(r"create or replace macro memory\.macros\.\w+\(", text)


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_exactly_those_documented_on_an_empty_lake(city, name: str):
    assert list(run(name, city.cur, WINDOW).columns) == list(METRICS[name].columns)


def test_every_rate_lists_every_department_with_nothing_measured(city):
    city.departments("甲局", "乙局")
    for record in METRICS.values():
        if record.kind == "rate":
            rates = city.rates(record.name, "2025-10-01", "2025-12-31", "2026-01-10")
            assert rates == {"甲局": (0, 0, None), "乙局": (0, 0, None)}, record.name


def test_limit_cuts_evidence(city):
    city.departments("甲局")
    for number in range(3):
        city.resource(f"r{number}", "甲局", "not_shared")
    city.settle()
    assert len(run("conformity_findings", city.cur, WINDOW)) == 6
    assert len(run("conformity_findings", city.cur, WINDOW, limit=2)) == 2


def test_an_unknown_metric_is_refused(city):
    with pytest.raises(MetricError, match="没有名为"):
        run("drop table", city.cur, WINDOW)


def test_a_window_names_all_its_problems():
    with pytest.raises(MetricError) as refused:
        Window(date(2025, 12, 31), date(2025, 10, 1), date(1999, 1, 1))
    text = str(refused.value)
    assert [
        part in text
        for part in ("数据截至日期1999-01-01不在", "早于开始日期2025-12-31", "结束日期2025-10-01早于")
    ] == [True] * 3
    with pytest.raises(MetricError, match="不是日期"):
        Window(datetime(2025, 1, 1, 12), date(2025, 10, 1), date(2025, 10, 1))
