"""Daily facts of large logs, counted while their lines are at hand: what facts/usage_of_batches.sql says of many lines.

Only calls that succeeded are counted here, nearly all of a log: nothing but the line itself decides what they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

EDGES_MS = np.array([10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000])
"""Upper edges of the latency histogram, as in facts/usage_of_batches.sql."""
KEYS = ("consumer", "resource_id", "request_id", "purpose", "mode")
_SUMS = ("calls", "row_count", "latency_total_ms")
_DAY = 86_400_000_000
_BUCKETS = len(EDGES_MS) + 1
_BUCKET_OF = np.searchsorted(EDGES_MS, np.arange(EDGES_MS[-1] + 2))
_EXACT = 2**53
MOST_OTHERS = 2_000_000
Numbers = npt.NDArray[np.int64]


class Counted:
    """What the rows given to `count` come to: facts of the calls that succeeded, and the other calls one by one.

    Several threads may count at a time. `complete` ends where the other calls are too many to be kept.
    """

    def __init__(self) -> None:
        self.complete = True
        self._facts: list[pa.Table] = []
        self._others: list[pa.Table] = []

    def count(self, rows: pa.Table) -> None:
        """Take rows of `usage` in."""
        for name in (*KEYS, "status"):
            if pa.types.is_string(rows.schema.field(name).type):
                at = rows.schema.get_field_index(name)
                rows = rows.set_column(at, name, rows.column(name).dictionary_encode())
        rows = rows.select(["batch_id", "called_at", *KEYS, "status", "row_count", "latency_ms"])
        succeeded = _is_success(rows.column("status"))
        self._facts.append(count_calls(rows if succeeded.all() else rows.filter(pa.array(succeeded))))
        self._others.append(rows.filter(pa.array(~succeeded)))
        if sum(part.num_rows for part in self._others) > MOST_OTHERS:
            self.complete = False
            self._others.clear()

    def facts(self) -> pa.Table:
        """Daily facts of the calls that succeeded."""
        return add_up(self._facts)

    def others(self) -> pa.Table:
        """The other calls, as rows of `usage` without line and number."""
        return pa.concat_tables(self._others)


def count_calls(rows: pa.Table) -> pa.Table:
    """Daily facts of calls that succeeded; texts are dictionary arrays."""
    rows = rows.append_column("called_on", rows.column("called_at").cast(pa.date32(), safe=False))
    group, firsts = _groups(rows)
    latency = rows.column("latency_ms").fill_null(-1).to_numpy()
    bucket = group.astype(np.int64) * _BUCKETS + _BUCKET_OF[np.minimum(latency, EDGES_MS[-1] + 1)]
    histogram = np.bincount(bucket[latency >= 0], minlength=len(firsts) * _BUCKETS)
    return _facts(
        rows,
        firsts,
        calls=np.bincount(group, minlength=len(firsts)),
        row_count=_sums(group, rows.column("row_count").fill_null(0).to_numpy(), len(firsts)),
        latency_total_ms=_sums(group, np.maximum(latency, 0), len(firsts)),
        histogram=histogram,
    )


def add_up(parts: Sequence[pa.Table]) -> pa.Table:
    """Several answers of `count_calls` as one."""
    rows = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    group, firsts = _groups(rows)
    histograms = pc.list_flatten(rows.column("latency_histogram")).to_numpy().reshape(-1, _BUCKETS)
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(len(firsts)))
    totals = np.column_stack([rows.column(name).to_numpy() for name in _SUMS])
    sums = _sums_of_runs(totals[order], starts)
    return _facts(
        rows,
        firsts,
        _sums_of_runs(histograms[order], starts).ravel(),
        **dict(zip(_SUMS, sums.T, strict=True)),
    )


def _sums_of_runs(values: Numbers, starts: npt.NDArray[np.intp]) -> Numbers:
    """Sums of the rows from each start to the next."""
    return np.add.reduceat(values, starts, axis=0) if len(starts) else values


def _facts(rows: pa.Table, firsts: npt.NDArray[np.intp], histogram: Numbers, **sums: Numbers) -> pa.Table:
    """One row per group: what the row of `rows` at its place in `firsts` says, and the sums."""
    facts = rows.select(["batch_id", "called_on", *KEYS]).take(pa.array(firsts))
    for name, values in sums.items():
        facts = facts.append_column(name, pa.array(values.astype(np.int64)))
    ends = pa.array(np.arange(len(firsts) + 1, dtype=np.int32) * _BUCKETS)
    lists = pa.ListArray.from_arrays(ends, pa.array(histogram.astype(np.int64)))
    return facts.append_column("latency_histogram", lists)


def _is_success(status: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    column = _flat(status)
    meant = [text == "success" for text in column.dictionary.to_pylist()]
    return np.append(np.array(meant, dtype=bool), False)[_codes(status)]


def _flat(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return column.unify_dictionaries().combine_chunks()


def _codes(column: pa.ChunkedArray) -> Numbers:
    """Places in the dictionary; one behind the last for nothing."""
    flat = _flat(column)
    return np.asarray(flat.indices.fill_null(len(flat.dictionary)).to_numpy(), dtype=np.int64)


def _groups(rows: pa.Table) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
    """Number of each row's group of equal day and texts, and one row of each group."""
    day = rows.column("called_on").cast(pa.int32()).to_numpy().astype(np.int64)
    whole, most = np.zeros(len(day), dtype=np.int64), 1
    for key in (day - day.min(initial=0), *(_codes(rows.column(name)) for name in KEYS)):
        size = int(key.max()) + 1 if len(key) else 1
        if most * size >= 2**62:
            encoded = pc.dictionary_encode(pa.array(whole))
            whole, most = encoded.indices.to_numpy().astype(np.int64), len(encoded.dictionary)
        whole, most = whole * size + key, most * size
    encoded = pc.dictionary_encode(pa.array(whole))
    group = encoded.indices.to_numpy()
    firsts = np.zeros(len(encoded.dictionary), dtype=np.intp)
    firsts[group] = np.arange(len(group))
    return group, firsts


def _sums(group: npt.NDArray[np.int32], values: Numbers, groups: int) -> Numbers:
    """Sum of the values of each group, exact."""
    if len(values) and int(values.max()) * len(values) >= _EXACT:
        sums = np.zeros(groups, dtype=np.int64)
        np.add.at(sums, group, values)
        return sums
    return np.bincount(group, weights=values, minlength=groups).astype(np.int64)
