"""The command line prints the same rows as the function, and explains every refusal in one go."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from metrics import METRICS, Window, run
from metrics.__main__ import main
from warehouse.lake import open_lake

WINDOW = ["--start", "2025-10-01", "--end", "2025-12-31", "--as-of", "2026-01-10"]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LAKE_CATALOG", f"sqlite:{tmp_path}/catalog.sqlite")
    monkeypatch.delenv("LAKE_DATA", raising=False)
    app = typer.Typer()
    app.command()(main)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_list_names_every_metric(command):
    printed = command("list")
    assert printed.exit_code == 0
    assert [line.split("\t")[0] for line in printed.stdout.splitlines()] == list(METRICS)


def test_prints_what_the_function_returns(command):
    with open_lake() as lake:
        with lake.write("test", "departments") as cur:
            cur.execute("insert into departments by name select '1' as department_code, '甲局' as department")
        expected = run(
            "on_time_rate", lake.cursor(), Window(date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 10))
        )
    printed = command("on_time_rate", *WINDOW)
    assert printed.exit_code == 0, printed.stderr
    assert (
        pd.read_csv(io.StringIO(printed.stdout)).fillna(-1).values.tolist()
        == expected.fillna(-1).values.tolist()
    )
    as_json = json.loads(command("on_time_rate", *WINDOW, "--format", "json").stdout)
    assert as_json == [
        {"department": "甲局", "numerator": 0, "denominator": 0, "value": None, "late": 0, "unanswered": 0}
        | {"open": 0, "provisional": 0}
    ]
    unknown = command("on_time_rate", *WINDOW, "--department", "甲局局")
    assert unknown.exit_code == 1
    assert "名称相近的有：甲局" in unknown.stderr


def test_refusals_are_explained_without_a_traceback(command):
    nothing = command("on_time_rate", "--start", "2025-13-01", "--as-of", "2026-01-10")
    assert nothing.exit_code == 1
    assert "--start 不是日期" in nothing.stderr
    assert "缺少参数 --end" in nothing.stderr
    assert command("no_such_metric", *WINDOW).exit_code == 1
    absent = command("on_time_rate", *WINDOW)
    assert absent.exit_code == 1
    assert "数据湖还不存在" in absent.stderr
    assert "Traceback" not in absent.stderr
