"""Timing of whole processes and of calls, always beside a peer in the same run."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
OUT = PROJECT / "benchmarks" / "out"


@dataclass(frozen=True)
class Run:
    """One finished process: wall-clock seconds, peak memory in GB, seconds of all processors (user and system)."""

    seconds: float
    peak_gb: float
    processor_seconds: float = 0.0


def run_process(command: list[str], environment: dict[str, str] | None = None) -> Run:
    """Run a command to its end; raises RuntimeError with its output when it fails."""
    log = OUT / "last.log"
    begin = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{command}: {log.read_text(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1e6, usage.ru_utime + usage.ru_stime)


def python(*arguments: str) -> list[str]:
    """Command line of this interpreter."""
    return [sys.executable, *arguments]


def milliseconds(call: Callable[[], object]) -> float:
    """Wall-clock milliseconds of one call."""
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def median(values: list[float]) -> float:
    """The median."""
    return float(statistics.median(values))


def machine() -> str:
    """Processor, cores, memory and versions of this machine, in one line."""
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else ""
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{model or platform.processor()}, {cores} cores, {memory:.0f} GiB, {system}"
