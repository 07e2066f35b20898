"""From an opened file to the relation `raw`: the line and one text column per canonical column of a feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from etl.feeds import Feed
from etl.headers import better_feed, match_headers, require_columns
from etl.mapping import Mapping
from etl.readers.cells import BadLine, Cells, Reader, pick
from etl.readers.delimited import DelimitedReader, find_delimiter, head_of
from etl.readers.limits import STREAMED_BYTES
from etl.readers.objects import JsonLinesReader, ParquetReader
from etl.readers.rewriting import Rewriting
from etl.readers.sheets import SheetReader
from etl.readers.side_by_side import Made
from etl.readers.source import SourceFile
from etl.readers.streaming import Stream
from warehouse.errors import LoadError


@dataclass(frozen=True)
class Staged:
    """What stands in the relation, and what could not.

    `relation` has `line bigint` and one varchar per canonical column (null where the file has no such
    column, an empty text where the cell is empty). `columns` maps canonical names to the sender's headers.
    `sheet` is the worksheet read. `merged` rows came out identical to an earlier one (mappings with
    `distinct`).
    With `streamed`, the relation reads the file anew in every query, and `rows` and `bad_lines` are known
    after the first query that reads all of it.
    """

    relation: str
    headers: tuple[str, ...]
    header_line: int
    columns: dict[str, str]
    unknown_headers: tuple[str, ...]
    streamed: bool
    sheet: str | None
    merged: int = 0
    _stream: Stream = field(repr=False, default=None)  # type: ignore[assignment]
    _reader: Reader = field(repr=False, default=None)  # type: ignore[assignment]
    _kept: list[Cells] = field(repr=False, default_factory=list)

    @property
    def rows(self) -> int:
        """Data rows read: rows of the relation and bad lines. Blank rows do not count."""
        if self._stream.rows is None:
            raise RuntimeError("rows are known after the relation has been read once")
        return self._stream.rows - self.merged + len(self._stream.bad)

    @property
    def bad_lines(self) -> tuple[BadLine, ...]:
        """Lines whose cells cannot be told apart, in order; they are not in the relation."""
        if self._stream.rows is None:
            raise RuntimeError("bad lines are known after the relation has been read once")
        return tuple(self._stream.bad)

    @property
    def plain(self) -> bool:
        """Whether rows stand in the relation as the sender wrote them, one per line."""
        return self._stream.rewriting.plain

    @property
    def positions(self) -> dict[str, int]:
        """Canonical name -> place of its column among the sender's."""
        return self._stream.rewriting.positions

    def treated(self, treat: Callable[[list[Cells]], Made], spelled: Set[str]) -> Iterator[Made]:
        """What `treat` makes of run after run of rows as the sender wrote them, in the order of the file.

        Runs are treated side by side; columns `spelled` come as dictionary arrays where that is quicker.
        `rows` and `bad_lines` are known at the end.
        """
        return self._stream.treated(treat, spelled)

    def keep(self, cells: Cells) -> None:
        """Remember some rows that will be asked for again."""
        self._kept.append(cells)

    def only_kept(self, cur: duckdb.DuckDBPyConnection) -> None:
        """Make the relation a table of the rows given to `keep`."""
        rewriting = self._stream.rewriting
        table = pa.Table.from_batches([rewriting.batch(block) for block in self._kept], rewriting.schema)
        _drop(cur, self.relation)
        cur.register(self.relation, table)

    def failure(self) -> LoadError | None:
        """Why a query over a streamed relation failed, where the file is to blame."""
        return self._stream.failure if isinstance(self._stream.failure, LoadError) else None

    def release(self, cur: duckdb.DuckDBPyConnection) -> None:
        """Drop the relation, table or view; `rows`, `bad_lines` and `original_cells` stay usable."""
        _drop(cur, self.relation)


def stage(
    cur: duckdb.DuckDBPyConnection,
    source: SourceFile,
    mapping: Mapping | None,
    feed: Feed,
    table: str = "raw",
    *,
    streamed: bool | None = None,
) -> Staged:
    """Make the rows of a file readable as the temporary relation `table`.

    Small files become a temporary table; large ones (more than STREAMED_BYTES of text) a view that streams
    from the file, so that memory holds only what a query makes of it. `streamed` forces one or the other.
    Where a mapping splits lists, one line of the sender is several rows with the same `line`, and `rows`
    counts these.
    Raises LoadError for a missing header row, missing or ambiguous columns, another feed's file.
    """
    named = mapping.columns if mapping else {}
    reader = open_reader(source, feed, named)
    where = f"文件“{source.name}”" + (f"工作表“{reader.sheet}”" if reader.sheet else "")
    given = set(mapping.constants) if mapping else set()
    if mapping and mapping.split and mapping.split.brackets:
        given.add(mapping.split.brackets)
    match = match_headers(reader.headers, feed, named, given, mapping.recognise if mapping else True)
    if not match.columns:
        raise _no_header(reader.first_rows, feed, where)
    require_columns(match, reader.first_rows, feed, f"{where}第{reader.header_line}行（表头）")
    stream = Stream(reader, Rewriting(feed, match.columns, mapping))
    distinct = bool(mapping and mapping.distinct)
    if streamed is None:
        large = source.text is not None and source.text.path.stat().st_size > STREAMED_BYTES
        streamed = large and not distinct
    merged = 0
    _drop(cur, table)
    if streamed:
        cur.register(table, stream)
    else:
        merged = _materialise(cur, stream, table, [column.name for column in feed.columns], distinct)
    columns = {name: reader.headers[at] for name, at in match.columns.items()}
    return Staged(
        table,
        reader.headers,
        reader.header_line,
        columns,
        match.unknown,
        streamed,
        reader.sheet,
        merged,
        stream,
        reader,
    )


def original_cells(
    cur: duckdb.DuckDBPyConnection, source: SourceFile, staged: Staged, lines: Sequence[int]
) -> dict[int, list[str]]:
    """Cells of some lines in the sender's order and words, bad lines included; reads only those places."""
    del cur, source
    bad = {found.line: list(found.cells) for found in staged.bad_lines}
    wanted = {int(line) for line in lines} - bad.keys()
    found = {line: cells for block in staged._kept for line, cells in pick(block, wanted).items()}
    missing = wanted - found.keys()
    found |= staged._reader.original(missing) if missing else {}
    return {**found, **{int(line): bad[line] for line in lines if line in bad}}


def open_reader(source: SourceFile, feed: Feed, named: dict[str, str]) -> Reader:
    """The reader for a file's container, its header row found."""
    if source.container == "csv" and source.text:
        head = head_of(source.text)
        delimiter = find_delimiter(head, feed, named)
        return DelimitedReader(source.text, source.name, delimiter, feed, named)
    if source.container == "jsonl":
        return JsonLinesReader(source)
    if source.container == "parquet":
        return ParquetReader(source)
    return SheetReader(source, feed, named)


def _no_header(rows: Sequence[Sequence[str]], feed: Feed, where: str) -> LoadError:
    if other := better_feed(rows, feed):
        remedy = f"表头与“{other.title}”（{other.name}）相符，请确认选择的数据种类。"
    else:
        remedy = "请在第一行写明列名，或用映射文件说明对应关系。"
    first = "、".join(cell.strip() for cell in rows[0][:20] if cell.strip()) if rows else ""
    wanted = "、".join(f"{c.title}（{c.name}）" for c in feed.columns if c.required)
    return LoadError(
        f"没有找到“{feed.title}”的表头，必需的列：{wanted}。", f"{where}，首行内容：{first[:200]}", remedy
    )


def _drop(cur: duckdb.DuckDBPyConnection, table: str) -> None:
    """Remove what an earlier file left under this name."""
    found = cur.execute(
        "select kind from (select table_name as name, 'table' as kind from duckdb_tables() where temporary"
        " union all select view_name, 'view' from duckdb_views() where temporary) where name = $name",
        {"name": table},
    ).fetchone()
    if found:
        cur.execute(f'drop {found[0]} temp."{table}"')


def _materialise(
    cur: duckdb.DuckDBPyConnection, stream: Stream, table: str, names: list[str], distinct: bool
) -> int:
    source = f"{table}_stream"
    cur.register(source, stream)
    try:
        if distinct:
            listed = ", ".join(f'"{name}"' for name in names)
            cur.execute(
                f'create temp table "{table}" as select min(line) as line, {listed} '  # noqa: S608 - our own names
                f'from "{source}" group by all order by 1'
            )
        else:
            cur.execute(f'create temp table "{table}" as select * from "{source}"')  # noqa: S608 - our own names
    except duckdb.Error as error:
        if isinstance(stream.failure, LoadError):
            raise stream.failure from error
        raise
    finally:
        cur.unregister(source)
    kept = cur.execute(f'select count(*) from temp."{table}"').fetchone()  # noqa: S608 - our own name
    return (stream.rows or 0) - (int(kept[0]) if kept else 0)
