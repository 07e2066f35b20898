"""The city of the benchmarks: 100 departments, 20 k resources, 200 k requests, 10 M usage lines; seed 20260101."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

from benchmarks.measuring import OUT
from etl.load import load_file
from etl.sample import CityFiles, write_city
from warehouse.lake import Lake, open_lake

USAGE_LINES = int(os.environ.get("BENCH_USAGE", "10000000"))
SIZES = {"departments": 100, "resources": 20_000, "requests": 200_000, "usage": USAGE_LINES}
START, END = date(2025, 7, 1), date(2026, 6, 30)


def city_files() -> CityFiles:
    """The feed files, written anew (the same bytes each time)."""
    return write_city(OUT / "city", **SIZES, seed=20260101, start=START, end=END, clean=True)


def lake_at(folder: Path) -> Lake:
    """The lake in a folder, allowed to read the city's files."""
    return open_lake(f"sqlite:{folder}/catalog.sqlite", folder / "data", readable=[OUT])


def lake_without_usage(files: CityFiles, folder: Path) -> Path:
    """A lake with everything loaded but the usage log."""
    shutil.rmtree(folder, ignore_errors=True)
    with lake_at(folder) as lake:
        for file in files.files:
            if file.feed != "usage":
                load_file(
                    lake,
                    file.feed,
                    file.path,
                    exported_on=file.exported_on,
                    coverage=file.coverage,
                    by="benchmark",
                )
    return folder


def usage_file(files: CityFiles) -> Path:
    """The big usage log."""
    return max(
        (file.path for file in files.files if file.feed == "usage"), key=lambda path: path.stat().st_size
    )
