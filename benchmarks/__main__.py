"""Run all benchmarks (or those named) and print README's table: `python -m benchmarks [load pages evaluation]`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import date

from benchmarks.city import USAGE_LINES, usage_file
from benchmarks.evaluation_run import evaluation_figures
from benchmarks.export_run import export_figures
from benchmarks.measuring import OUT, machine, python, run_process
from benchmarks.stability_run import stability_figures
from benchmarks.usage_load import compare, first_lines, full_load, in_gb18030
from ui.navigation import PAGES

ALL = ("load", "pages", "evaluation")


def main(wanted: tuple[str, ...]) -> None:
    """Prepare the city and its lake, run the wanted benchmarks, print and keep the table."""
    OUT.mkdir(exist_ok=True)
    base = OUT / "lake_base"
    run_process(
        python("-m", "benchmarks.city")
    )  # a child's peak memory begins with its parent's: this one stays small
    usage = usage_file()
    figures: list[dict[str, str]] = []
    if "load" in wanted:
        name = f"load {USAGE_LINES / 1e6:g} M usage lines, UTF-8"
        figures.append(compare(name, usage, usage, base, pairs=3, target="≤ 2.0, ≤ 3 GB"))
        million = first_lines(usage, 1_000_000)
        figures.append(
            compare(
                "load 1 M usage lines, GB18030", in_gb18030(million), million, base, pairs=3, target="≤ 3"
            )
        )
    folder = OUT / "lake_full"
    if {"pages", "evaluation"} & set(wanted):
        full_load(usage, base)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(OUT / "lake_load", folder)
        os.environ["LAKE_CATALOG"] = f"sqlite:{folder}/catalog.sqlite"
        os.environ["LAKE_DATA"] = str(base / "data")
    if "pages" in wanted:
        from benchmarks.page_data import filter_change, page_figures

        stems = [page.stem for page in PAGES]
        figures += page_figures(stems)
        figures += [filter_change(stem) for stem in ("response", "freshness", "conformity", "use")]
    if "evaluation" in wanted:
        figures += [*evaluation_figures(), *stability_figures(), *export_figures()]
    columns = ("figure", "ours", "beside", "ratio", "target")
    lines = [
        f"{machine()}, {date.today().isoformat()}",
        "",
        "| " + " | ".join(columns) + " |",
        "|---" * 5 + "|",
    ]
    lines += ["| " + " | ".join(row[column] for column in columns) + " |" for row in figures]
    print("\n".join(lines))
    (OUT / "table.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (OUT / "figures.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or ALL)
