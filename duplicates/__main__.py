"""Command line of the finder: `python -m duplicates --help`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer

from access import COMMAND_LINE
from duplicates.align import Alignment, align
from duplicates.check import check as check_items
from duplicates.check import index_for
from duplicates.elements import standard_dictionary
from duplicates.errors import DuplicatesError
from duplicates.find import find as find_duplicates
from duplicates.find import headline
from duplicates.precision import observed_precision
from duplicates.reading import read_dictionary
from duplicates.store import compare_and_store, import_elements, read_findings, read_rulings
from duplicates.words import REASONS, WORDS
from etl.readers.encoding import legacy_encoding
from language import _
from language.commands import run
from language.retelling import retold
from warehouse.errors import SharingError
from warehouse.faults import explained
from warehouse.lake import open_lake
from warehouse.settings import lake_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Find who collects again what others already share.",
)  # fmt: skip
elements = typer.Typer(no_args_is_help=True, help="The dictionary of standard data elements.")
app.add_typer(elements, name="elements")
LISTED = (
    "finding_id", "kind", "finding_class", "band", "score", "department", "resource_id", "resource_name", "provider",
    "source_id", "source_name", "asked", "held", "first", "visible_then", "requests", "calls", "evidence",
    "burden", "article",
)  # fmt: skip


class Format(StrEnum):
    """How rows are printed."""

    csv = "csv"
    json = "json"


def _plain(value: Any) -> Any:  # noqa: ANN401
    return value.tolist() if hasattr(value, "tolist") else str(value)


@app.command()
def find(
    as_of: Annotated[
        str | None, typer.Option(help="day of the catalogue, YYYY-MM-DD; today by default")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="how rows are printed")] = Format.csv,
    store: Annotated[bool, typer.Option("--store", help="keep the findings in the lake for review")] = False,
    full: Annotated[bool, typer.Option("--full", help="compare everything, not only what changed")] = False,
    by: Annotated[str, typer.Option(help="who compares, with --store")] = COMMAND_LINE.name,
) -> None:
    """Compare the catalogue with itself and print the findings, the most certain first."""
    day = _day(as_of)
    with open_lake(read_only=not store) as lake:
        if store:
            found = compare_and_store(lake, replace(COMMAND_LINE, name=by), day)
        else:
            found = find_duplicates(lake, day, incremental=not full)
    if form is Format.json:
        typer.echo(json.dumps(found.frame.to_dict("records"), ensure_ascii=False, indent=1, default=_plain))
        return
    typer.echo(found.frame[list(LISTED)].to_csv(index=False).rstrip("\n"))


@app.command()
def explain(finding: Annotated[str, typer.Argument(help="id of a finding, such as R1234567890")]) -> None:
    """Print one stored finding: items side by side with why, what is left over, dates, use, rulings."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        frame = read_findings(cur, COMMAND_LINE, finding)
        rulings = read_rulings(cur, COMMAND_LINE, finding)
    if frame.empty:
        raise DuplicatesError(
            _("没有编号为“{id}”的发现").format(id=finding), "", _("先运行 python -m duplicates find --store")
        )
    row: Any = next(frame.itertuples())
    typer.echo(headline(row))
    for column in ("finding_class", "band", "evidence", "first", "state"):
        typer.echo(f"  {column}: {_(WORDS[column].get(getattr(row, column), getattr(row, column)))}")
    for column in (
        "class_reason", "score", "resource_id", "resource_name", "source_id", "source_name", "published_on",
        "source_published_on", "visible_then", "requests", "calls", "burden", "article",
    ):  # fmt: skip
        value = getattr(row, column)
        typer.echo(f"  {column}: {retold(value) if column in ('class_reason', 'article') else value}")
    for pair in row.pairs:
        told = ""
        if pair["confirmed_by"]:
            told = _("（{who}，{day:%Y-%m-%d}）").format(who=pair["confirmed_by"], day=pair["confirmed_at"])
        typer.echo(_paired(pair["item"], pair["source_item"], pair["reason"], pair["likeness"]) + told)
    typer.echo(_left_over(row.unmatched, row.source_unmatched))
    for ruling in rulings.itertuples():
        typer.echo(
            f"  {ruling.ruled_at:%Y-%m-%d %H:%M} {ruling.ruled_by}{_('：')}"
            f"{_(WORDS['verdict'][str(ruling.verdict)])} {ruling.reason}"
        )


@app.command()
def check(
    department: Annotated[str, typer.Option(help="who would collect")],
    items: Annotated[str, typer.Option(help="item names, separated by commas")],
    name: Annotated[str, typer.Option(help="name of the new resource")] = "",
) -> None:
    """Compare one new resource with the whole catalogue, while its entry is being written."""
    names = [part for part in items.replace("，", ",").replace("、", ",").split(",") if part.strip()]
    if not names:
        raise DuplicatesError(_("请列出信息项的名称"), items, _("例如 --items 姓名,出生日期,学籍号"))
    with open_lake(read_only=True) as lake:
        hits = check_items(index_for(lake), department, names, name)
    if not hits:
        typer.echo(_("没有发现其他部门已共享这些信息项"))
    for hit in hits:
        typer.echo(
            _("{department}“{name}”（{id}）已共享 {asked} 项中的 {held} 项，得分 {score:.2f}").format(
                department=hit.department,
                name=hit.resource_name,
                id=hit.resource_id,
                score=hit.score,
                asked=len(hit.alignment.pairs) + len(hit.alignment.unmatched),
                held=len(hit.alignment.pairs),
            )
        )
        _print(hit.alignment)


@app.command("align")
def align_files(
    file_a: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="item names, one per line")],
    file_b: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="item names, one per line")],
) -> None:
    """Pair the item names of two files, with the reason for each pair."""
    mine, theirs = (_text(path).splitlines() for path in (file_a, file_b))
    dictionary = standard_dictionary()
    if Path(lake_settings().address).exists():
        with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
            dictionary = read_dictionary(cur)
    _print(align(mine, theirs, dictionary))


@app.command()
def precision() -> None:
    """Print how often findings of each band proved right so far, with Wilson's interval of 95 per cent."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        typer.echo(observed_precision(cur).to_csv(index=False).rstrip("\n"))


@elements.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV: element,role,about,authority,aliases")
    ],
    by: Annotated[str, typer.Option(help="who imports")] = COMMAND_LINE.name,
) -> None:
    """Add a city's own data elements to its dictionary."""
    with open_lake() as lake:
        count = import_elements(lake, replace(COMMAND_LINE, name=by), _text(file), file.name)
    typer.echo(_("已导入 {n} 个数据元").format(n=count))


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = legacy_encoding(raw)
        if encoding is None:
            raise DuplicatesError(_("文件的编码无法确定"), path.name, _("请另存为 UTF-8 文本")) from None
        return raw.decode(encoding)


def _print(alignment: Alignment) -> None:
    for pair in alignment.pairs:
        typer.echo(_paired(pair.item, pair.source_item, pair.reason, pair.likeness))
    typer.echo(_left_over(alignment.unmatched, alignment.source_unmatched))


def _paired(item: str, source_item: str, reason: str, likeness: float) -> str:
    return f"  {item} ＝ {source_item}{_('：')}{_(REASONS[reason])} {likeness:.2f}"


def _left_over(mine: Sequence[str], theirs: Sequence[str]) -> str:
    return f"  {_('未配对')}{_('：')}{_('、').join(mine) or '—'}  ｜  {_('、').join(theirs) or '—'}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise DuplicatesError(_("--as-of 不是日期"), str(text), _("请写成2026-01-31")) from None


def main() -> None:
    """Run a command; refusals are sentences on standard error, exit code 1."""
    try:
        run(app)
    except SharingError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(1) from None
    except duckdb.Error as error:
        typer.echo(str(explained(error, lake_settings(), _("数据湖读取失败"))), err=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
