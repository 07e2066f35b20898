"""The evaluation of a period: metrics from the lake, cells, scores, ranking and evidence."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation.cells import LOG_FEEDS, judge_cells
from evaluation.records import Adjustment, Indicator
from evaluation.results import Evaluation, build_results
from evaluation.scheme import Scheme, load_scheme, scheme_hash
from metrics import METRICS, Window, run
from warehouse.errors import MetricError

SQL = Path(__file__).parent / "sql"
NO_PEERS = "未分组"


def _query(cur: DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
    return cur.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"), parameters or {}).df()


def feeds_present(cur: DuckDBPyConnection, window: Window) -> set[str]:
    """Feeds that have something to say about the window, see sql/feeds_present.sql."""
    return set(_query(cur, "feeds_present", {"window_start": window.start})["feed"])


def peer_groups(cur: DuckDBPyConnection) -> pd.Series:
    """Peer group ('未分组' where none) by department, in the register's order."""
    register = _query(cur, "departments")
    groups = register["peer_group"].fillna(NO_PEERS).replace("", NO_PEERS)
    return pd.Series(
        groups.to_numpy(), index=pd.Index(register["department"], name="department"), name="peer_group"
    )


def metric_names(scheme: Scheme) -> list[str]:
    """Rate metrics a scheme reads, each once, in order; planned ones are left out."""
    sources = [*scheme.indicators, *scheme.adjustments, *scheme.vetoes]
    return list(dict.fromkeys(s.metric for s in sources if s.metric and not s.planned))


def figures(cur: DuckDBPyConnection, name: str, window: Window, departments: list[str]) -> pd.DataFrame:
    """A metric's rows by department; facts of an evidence metric are counted, none = 0."""
    frame = run(name, cur, window)
    if METRICS[name].kind != "evidence":
        return frame
    counts = frame.groupby("department").size().reindex(departments, fill_value=0).to_numpy()
    return pd.DataFrame(
        {"department": departments, "numerator": counts, "denominator": None, "value": counts}
    )


def evidence_frames(cur: DuckDBPyConnection, scheme: Scheme, window: Window) -> dict[str, pd.DataFrame]:
    """Evidence rows by code of indicator or adjustment, where it names an evidence metric (or counts one);
    one metric is run once.
    """
    found: dict[str, pd.DataFrame] = {}
    frames: dict[str, pd.DataFrame] = {}
    items: list[Indicator | Adjustment] = [*scheme.indicators, *scheme.adjustments]
    for item in items:
        name = item.evidence
        if not name and item.metric in METRICS and METRICS[item.metric].kind == "evidence":
            name = item.metric
        if name and not item.planned:
            if name not in found:
                found[name] = run(name, cur, window)
            frames[item.code] = found[name]
    return frames


def log_days(cur: DuckDBPyConnection, window: Window) -> dict[str, float]:
    """Delivered share (0..1) of the period's days by log feed; thin days count as delivered."""
    days = run("log_coverage", cur, window)
    own = days[days["feed"].isin(LOG_FEEDS)]
    return {str(feed): float((states != "gap").mean()) for feed, states in own.groupby("feed")["state"]}


def code_version() -> str:
    """Version of the installed product, or 'source' when run from a checkout."""
    try:
        return version("sharing-evaluation")
    except PackageNotFoundError:
        return "source"


def evaluate(
    cur: DuckDBPyConnection,
    scheme: Scheme | None,
    window: Window,
    *,
    snapshot_id: int | None = None,
    with_evidence: bool = True,
) -> Evaluation:
    """Evaluate all departments of the register over `window` under `scheme` (None: the default scheme).

    `cur` should read one snapshot, whose id may be given for the record. Raises MetricError when the
    register is empty.
    """
    used = scheme or load_scheme(known_metrics=METRICS)
    peers = peer_groups(cur)
    if peers.empty:
        raise MetricError(
            "数据湖中没有部门名录，无法评价。", "", "请先装入部门名录：python -m etl load departments 文件"
        )
    feeds = feeds_present(cur, window)
    frames = {name: figures(cur, name, window, list(peers.index)) for name in metric_names(used)}
    covered = log_days(cur, window)
    cells = judge_cells(
        used, list(peers.index), frames, feeds, {str(k): str(v) for k, v in peers.items()}, covered
    )
    results = build_results(used, peers, cells, frames, feeds)
    return Evaluation(
        scheme=used,
        window=window,
        snapshot_id=snapshot_id,
        evidence=evidence_frames(cur, used, window) if with_evidence else {},
        provenance={
            "scheme_code": used.code,
            "scheme_edition": used.edition,
            "scheme_sha256": scheme_hash(used),
            "code_version": code_version(),
            "feeds_present": ", ".join(sorted(feeds)),
        },
        figures=frames,
        feeds=frozenset(feeds),
        log_days=covered,
        **results,
    )
