"""The city of the benchmarks: 100 departments, 20 k resources, 200 k requests, 10 M usage lines; seed 20260101.

The usage log is the one of usage_log.sql: a few thousand routes called many times a day for 90 days.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

from access import COMMAND_LINE
from benchmarks.measuring import OUT
from etl.load import load_file
from etl.sample import CityFiles, write_city
from warehouse.lake import Lake, open_lake

USAGE_LINES = int(os.environ.get("BENCH_USAGE", "10000000"))
SIZES = {"departments": 100, "resources": 20_000, "requests": 200_000, "usage": 1000}
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
                    person=COMMAND_LINE,
                )
    return folder


def usage_file() -> Path:
    """Where the big usage log stands."""
    return OUT / f"usage_{USAGE_LINES}.csv"


def write_usage(base: Path) -> None:
    """Write the big usage log from the catalogue and requests of the lake in `base`."""
    partial = usage_file().with_suffix(".part")
    with lake_at(base) as lake:
        lines = (Path(__file__).parent / "usage_log.sql").read_text(encoding="utf-8")
        lake.cursor().execute(
            f"copy ({lines}) to '{partial}' (format csv, header true, quote '', delimiter '\x01')",
            {"lines": USAGE_LINES},
        )
    partial.rename(usage_file())


def prepare() -> None:
    """The lake without usage and the log beside it, where they are not there yet."""
    base = OUT / "lake_base"
    if not (base / "complete").exists():
        lake_without_usage(city_files(), base)
        (base / "complete").touch()
    lake_at(base).close()  # a lake of an earlier edition grows now, not while it is timed
    if not usage_file().exists():
        write_usage(base)


if __name__ == "__main__":
    prepare()
