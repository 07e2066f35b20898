"""Loading usage lines against DuckDB's bare COPY of the same file to Parquet."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.city import END
from benchmarks.measuring import OUT, Run, median, python, run_process

COPY = """
import duckdb, sys
read = f"select * from read_csv('{sys.argv[1]}', ignore_errors=true)"
duckdb.connect().execute(f"copy ({read}) to '{sys.argv[2]}' (format parquet)")
"""


def bare_copy(path: Path) -> Run:
    """DuckDB reads the CSV file with its own guesses, leaves out lines it cannot read, and writes Parquet."""
    target = OUT / "bare.parquet"
    run = run_process(python("-c", COPY, str(path), str(target)))
    target.unlink()
    return run


def full_load(path: Path, base: Path) -> Run:
    """`python -m etl load usage` into a copy of the lake that has everything but usage."""
    folder = OUT / "lake_load"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    environment = {"LAKE_CATALOG": f"sqlite:{folder}/catalog.sqlite", "LAKE_DATA": str(base / "data")}
    return run_process(
        python("-m", "etl", "load", "usage", str(path), "--exported-on", END.isoformat()), environment
    )


def first_lines(path: Path, lines: int) -> Path:
    """A UTF-8 file of the log's first lines."""
    target = OUT / f"usage_{lines}.csv"
    with path.open("rb") as source, target.open("wb") as sink:
        for _ in range(lines + 1):
            sink.write(source.readline())
    return target


def in_gb18030(path: Path) -> Path:
    """The same file in GB18030."""
    target = path.with_suffix(".gb18030.csv")
    with (
        path.open(encoding="utf-8", newline="") as source,
        target.open("w", encoding="gb18030", newline="") as sink,
    ):
        shutil.copyfileobj(source, sink, 1 << 22)
    return target


def compare(name: str, path: Path, peer: Path, base: Path, *, pairs: int, target: str) -> dict[str, str]:
    """Load and bare copy in turn, `pairs` times; medians, ratio of each pair, by the clock and by processor time."""
    bare_copy(peer)
    copies, loads = [], []
    for _ in range(pairs):
        copies.append(bare_copy(peer))
        loads.append(full_load(path, base))
    beside = list(zip(loads, copies, strict=True))
    ratio = median([load.seconds / copy.seconds for load, copy in beside])
    worked = median([load.processor_seconds / copy.processor_seconds for load, copy in beside])
    return {
        "figure": name,
        "ours": f"{_times(loads)}, peak {max(load.peak_gb for load in loads):.2f} GB",
        "beside": f"bare COPY of the UTF-8 file {_times(copies)}",
        "ratio": f"{ratio:.2f} (processor {worked:.2f})",
        "target": target,
    }


def _times(runs: list[Run]) -> str:
    """Medians by the clock and in processor time."""
    seconds = median([run.seconds for run in runs])
    return f"{seconds:.1f} s (processor {median([run.processor_seconds for run in runs]):.1f} s)"
