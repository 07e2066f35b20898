"""The duplicate finder on made-up catalogues: F1, seconds and memory of whole processes; checks and alignments.

`python -m benchmarks.duplicates_run 100000 1000000` makes the catalogues (seeded), puts them into lakes of their own
and runs `find` on each in a process of its own; `check` and `align` take the first size. `--seed` makes other
catalogues than those the weights were chosen on.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.duplicates_catalogue import SEED, Generated, generate
from benchmarks.measuring import OUT, machine, milliseconds, python, run_process
from duplicates.align import align
from duplicates.catalogue import COLLECTED_FROM
from duplicates.check import check, index_for
from duplicates.elements import standard_dictionary
from warehouse.lake import Lake, open_lake

FIND = "benchmarks.duplicates_find"
AIMS = {100_000: "F1 ≥ .90, ≤ 60 s, ≤ 1.5 GB", 1_000_000: "F1 ≥ .85, ≤ 240 s, ≤ 6 GB"}
FILL = """
insert into {table} by name
select 1::bigint as batch_id, (row_number() over ())::bigint as line, date '2026-06-30' as exported_on, *
from given_frame
"""


def lake_of(made: Generated, folder: Path) -> None:
    """Put a generated catalogue into a new lake at `folder`, as one full export would have."""
    shutil.rmtree(folder, ignore_errors=True)
    with (
        open_lake(f"sqlite:{folder}/catalog.sqlite", folder / "data") as lake,
        lake.write("bench", "fill") as cur,
    ):
        given = made.catalogue
        days = pd.to_datetime(given.published, unit="D")
        frame = pd.DataFrame(
            {
                "resource_id": given.resource_id, "resource_name": given.name,
                "department": np.array(given.departments, dtype=object)[given.department],
                "share_type": np.where(given.shared, "unconditional", "not_shared"), "published_on": days,
                "valid_from": days, "valid_until": pd.Timestamp("2099-01-01"), "removed": False,
            }
        )  # fmt: skip
        _put(cur, frame, "catalogue_periods")
        words = {code: word for word, code in COLLECTED_FROM.items()}
        items = pd.DataFrame(
            {
                "resource_id": given.resource_id[given.resource],
                "item_name": np.array(given.items, dtype=object)[given.item],
                "collected_from": pd.Series(given.source).map(words),
            }
        )
        _put(cur, items, "items")


def _put(cur: object, frame: pd.DataFrame, table: str) -> None:
    cur.register("given_frame", frame)  # type: ignore[attr-defined]
    cur.execute(FILL.format(table=table))  # type: ignore[attr-defined]
    cur.unregister("given_frame")  # type: ignore[attr-defined]


def quality(found: pd.DataFrame, made: Generated) -> dict[str, float]:
    """Precision, recall and F1 of findings in class `duplicate` against the planted pairs."""
    ids = made.catalogue.resource_id
    planted = {(ids[asking], ids[sharing]) for asking, sharing in made.planted}
    named = set(zip(found["resource_id"], found["source_id"], strict=True))
    right = len(planted & named)
    precision, recall = right / max(len(named), 1), right / max(len(planted), 1)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "findings": len(named),
        "planted": len(planted),
    }


def finding(resources: int, seed: int = SEED) -> dict[str, str]:
    """One size: the process of `find`, timed and measured, and what it found."""
    made = generate(resources, seed)
    folder = OUT / f"duplicates_{resources}"
    lake_of(made, folder)
    target = folder / "found.parquet"
    environment = {"LAKE_CATALOG": f"sqlite:{folder}/catalog.sqlite", "LAKE_DATA": str(folder / "data")}
    run = run_process(python("-m", FIND, str(target)), environment)
    good = quality(pd.read_parquet(target), made)
    told = f"F1 {good['f1']:.3f} (P {good['precision']:.3f}, R {good['recall']:.3f})"
    return {
        "figure": f"find duplicates among {resources:,} resources, {len(made.catalogue.item):,} items",
        "ours": f"{told}, {run.seconds:.1f} s ({run.processor_seconds:.0f} s of processors), {run.peak_gb:.2f} GB",
        "beside": f"{good['planted']} planted, seed {seed}",
        "ratio": "",
        "target": AIMS.get(resources, ""),
    }


def checking(resources: int, seed: int = SEED) -> dict[str, str]:
    """Milliseconds of `check` on a lake that `finding` filled; the first call makes the index."""
    folder = OUT / f"duplicates_{resources}"
    made = generate(resources, seed)
    given = made.catalogue
    lists = [[given.items[item] for item in given.item[given.resource == at]] for at in range(101)]
    with open_lake(f"sqlite:{folder}/catalog.sqlite", folder / "data") as lake:
        first = milliseconds(lambda: _asked(lake, lists[0]))
        times = [milliseconds(lambda names=names: _asked(lake, names)) for names in lists[1:]]  # type: ignore[misc]
    return {
        "figure": f"check one new resource against {resources:,}",
        "ours": f"{np.median(times):.1f} ms (95 %: {np.quantile(times, 0.95):.1f} ms)",
        "beside": f"first call {first / 1000:.1f} s",
        "ratio": "",
        "target": "≤ 50 ms",
    }


def _asked(lake: Lake, items: list[str]) -> None:
    check(index_for(lake), "新设部门", items, "新资源")


def aligning(resources: int, seed: int = SEED, pairs: int = 300) -> dict[str, str]:
    """F1 and milliseconds a pair of the alignment; valentine's Coma beside it where VALENTINE_PYTHON names a Python."""
    made = generate(resources, seed)
    tasks = _tasks(made, pairs)
    dictionary = standard_dictionary()
    begin = time.perf_counter()
    ours = [
        [(p.item, p.source_item) for p in align(mine, theirs, dictionary).pairs] for mine, theirs, _ in tasks
    ]
    seconds = time.perf_counter() - begin
    mine = _f1(ours, tasks)
    told, ratio = "valentine not installed", ""
    peer = os.environ.get("VALENTINE_PYTHON")
    if peer:
        given = json.dumps([(a, b) for a, b, _ in tasks], ensure_ascii=False)
        script = Path(__file__).with_name("valentine_coma.py")
        answer = json.loads(
            subprocess.run(
                [peer, str(script)], input=given, capture_output=True, text=True, check=True
            ).stdout
        )
        theirs_f1 = _f1([[tuple(pair) for pair in found] for found in answer["pairs"]], tasks)
        told = f"valentine Coma: F1 {theirs_f1:.3f}, {1000 * answer['seconds'] / len(tasks):.1f} ms a pair"
        ratio = f"F1 {mine - theirs_f1:+.3f}, {answer['seconds'] / seconds:.0f} times as fast"
    return {
        "figure": f"align the items of {len(tasks)} planted pairs",
        "ours": f"F1 {mine:.3f}, {1000 * seconds / len(tasks):.2f} ms a pair",
        "beside": told,
        "ratio": ratio,
        "target": "ahead",
    }


def _tasks(made: Generated, pairs: int) -> list[tuple[list[str], list[str], set[tuple[str, str]]]]:
    """Item lists of planted pairs, and which items are the same as the generator wrote them."""
    given = made.catalogue
    chosen = sorted(made.copies)[:pairs]
    starts = np.searchsorted(given.resource, np.arange(len(given) + 1))

    def names(resource: int) -> list[str]:
        return [given.items[item] for item in given.item[starts[resource] : starts[resource + 1]]]

    tasks = []
    for asking, sharing in chosen:
        mine, theirs = names(asking), names(sharing)
        same = {(a, b) for a, b in made.copies[asking, sharing].items() if a in mine and b in theirs}
        same |= {(name, name) for name in mine if name in theirs}
        tasks.append((mine, theirs, same))
    return tasks


def _f1(
    found: list[list[tuple[str, str]]], tasks: list[tuple[list[str], list[str], set[tuple[str, str]]]]
) -> float:
    right = sum(len(set(pairs) & same) for pairs, (_a, _b, same) in zip(found, tasks, strict=True))
    given, wanted = sum(map(len, found)), sum(len(same) for _a, _b, same in tasks)
    return 2 * right / (given + wanted)


def figures(sizes: list[int], seed: int = SEED) -> Iterator[dict[str, str]]:
    """README's lines, one after another."""
    OUT.mkdir(exist_ok=True)
    for size in sizes:
        yield finding(size, seed)
    yield checking(sizes[0], seed)
    yield aligning(min(sizes[0], 20_000), seed)


def main() -> None:
    """Run all and print README's lines."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("sizes", nargs="*", type=int, help="resources per catalogue, 100000 by default")
    said.add_argument("--seed", type=int, default=SEED)
    given = said.parse_args()
    print(machine())
    for figure in figures(given.sizes or [100_000], given.seed):
        print(figure, flush=True)


if __name__ == "__main__":
    main()
