"""The command line as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from evaluation.scheme import SCHEMES
from tests.feed_files import load_register
from warehouse.lake import open_lake

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

HDI = str(SCHEMES / "hdi.toml")
ROOT = Path(__file__).resolve().parents[3]


def command(*arguments: str | Path, lake: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    if lake is not None:
        environment |= {"LAKE_CATALOG": f"sqlite:{lake}/catalog.sqlite", "LAKE_DATA": f"{lake}/data"}
    return subprocess.run(
        [sys.executable, "-m", "evaluation", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env=environment, check=False,
    )  # fmt: skip


def test_run_writes_the_workbook(tmp_path: Path) -> None:
    catalog, data = f"sqlite:{tmp_path}/lake/catalog.sqlite", f"{tmp_path}/lake/data"
    with open_lake(catalog, data, readable=[tmp_path]) as lake:
        load_register(lake, tmp_path)
    out = tmp_path / "ranking.xlsx"
    done = command(
        "run", "--start", "2026-03-01", "--end", "2026-03-31", "--out", out, lake=tmp_path / "lake"
    )
    assert done.returncode == 0, done.stderr
    assert "已评价 3 个部门" in done.stdout
    assert "Traceback" not in done.stderr
    assert openpyxl.load_workbook(out).sheetnames[:2] == ["说明", "排名"]


def test_score_writes_scores_of_any_index(tmp_path: Path) -> None:
    values, out = tmp_path / "values.csv", tmp_path / "scores.csv"
    header = "iso3,le_2022,eys_2022,mys_2022,gnipc_2022"
    values.write_text(f"{header}\nAAA,85,18,15,75000\nBBB,52.5,9,7.5,75000\n")
    done = command("score", "--scheme", SCHEMES / "hdi.toml", "--values", values, "--out", out)
    assert done.returncode == 0, done.stderr
    found = pd.read_csv(out)
    assert found.columns.tolist() == [
        "unit", "life_expectancy", "expected_schooling", "mean_schooling", "income_per_head", "health",
        "education", "income", "total", "rank", "note",
    ]  # fmt: skip
    assert found[["unit", "total", "rank"]].values.tolist() == [["AAA", 1.0, 1], ["BBB", 0.63, 2]]


def test_reference_prints_markdown() -> None:
    done = command("reference", "--out", "-")
    assert done.stdout.startswith("# Indicators")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["score", "--scheme", "no.toml", "--values", "v.csv", "--out", "s.csv"], "找不到评价方案文件"),
        (
            ["score", "--scheme", HDI, "--values", "no.csv", "--out", "s.csv"],
            "找不到数值文件",
        ),
        (["run", "--start", "2026-03-31", "--end", "2026-03-01", "--out", "a.xlsx"], "早于开始日期"),
        (["run", "--start", "2026-03-01", "--end", "2026-03-31", "--out", "no/a.xlsx"], "文件夹不存在"),
        (["run", "--start", "2026-03-01", "--end", "2026-03-31", "--out", "a.pdf"], ".xlsx 工作簿"),
        (["run", "--start", "2026-03-01", "--end", "9999-12-31", "--out", "a.xlsx"], "9999-12-31不在"),
    ],
)
def test_refusals_are_explained_without_traceback(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    done = command(*arguments, lake=tmp_path / "lake")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
