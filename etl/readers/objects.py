"""JSON lines (one object per line) and Parquet: typed values as the texts a clerk would write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from etl.readers.cells import BLOCK_ROWS, BadLines, Cells, Reader, block_of, without_blank_rows
from etl.readers.limits import COLUMNS, UNPACKED_TEXT_BYTES, check_unpacked
from etl.readers.sheets import cell_text
from etl.readers.source import SourceFile
from warehouse.errors import LoadError

LIST_SEPARATOR = "、"


class _RepeatedNameError(ValueError):
    """An object names a value twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RepeatedNameError
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str)


def value_text(value: Any) -> str | None:  # noqa: ANN401 - whatever JSON or Parquet holds
    """A value as text: lists joined with 、, objects as JSON, truth values as 是 and 否, null as null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return LIST_SEPARATOR.join(text for each in value if (text := value_text(each)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell_text(value)


class JsonLinesReader(Reader):
    """One object per line; headers are all names in order of first appearance; header_line is 0."""

    def __init__(self, source: SourceFile) -> None:
        assert source.text  # noqa: S101 - JSON lines are text
        self._text = source.text
        names: dict[str, None] = {}
        for _, _, found in self._objects():
            if isinstance(found, dict):
                names.update(dict.fromkeys(found))
                if len(names) > COLUMNS:
                    raise LoadError(
                        f"文件有超过{COLUMNS:,}个不同的字段。",
                        f"文件“{source.name}”",
                        "请确认每行是字段相同的对象。",
                    )
        if not names:
            raise LoadError(
                "没有一行是正确的 JSON 对象。",
                f"文件“{source.name}”第1行起",
                "请导出为每行一个对象的 JSON 行文件。",
            )
        self.headers, self.header_line = tuple(names), 0
        self.first_rows = [self.headers]

    def _objects(self) -> Iterator[tuple[int, str, dict[str, Any] | str]]:
        """(line, text, object or problem) of every line that is not blank."""
        with self._text.path.open("rb") as file:
            file.seek(self._text.start)
            for line, raw in enumerate(file, 1):
                text = raw.decode().strip()
                if not text:
                    continue
                try:
                    found = _DECODER.decode(text)
                    if "\\u" in text:
                        json.dumps(found, ensure_ascii=False).encode()
                except _RepeatedNameError:
                    yield line, text, "同一字段在该行出现两次"
                except (json.JSONDecodeError, RecursionError, UnicodeEncodeError):
                    yield line, text, "该行不是正确的 JSON"
                else:
                    yield line, text, found if isinstance(found, dict) else "该行不是 JSON 对象"

    def batches(self, bad: BadLines) -> Iterator[Cells]:
        """All objects in order."""
        numbers: list[int] = []
        rows: list[list[str | None]] = []
        for line, text, found in self._objects():
            if isinstance(found, str):
                bad.note(line, [text], found)
                continue
            numbers.append(line)
            rows.append([value_text(found.get(name)) for name in self.headers])
            if len(rows) == BLOCK_ROWS:
                yield without_blank_rows(block_of(numbers, rows, len(self.headers)))
                numbers, rows = [], []
        if rows:
            yield without_blank_rows(block_of(numbers, rows, len(self.headers)))


class ParquetReader(Reader):
    """A Parquet file; `line` is the row number, first row = 1. There is no header line (0)."""

    def __init__(self, source: SourceFile) -> None:
        self._damaged = LoadError(
            "Parquet 文件不完整或已损坏。", f"文件“{source.name}”", "请重新导出后上传。"
        )
        try:
            self._file = parquet.ParquetFile(source.payload)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged from error
        names = self._file.schema_arrow.names
        if len(names) > COLUMNS:
            raise LoadError(
                f"文件有{len(names):,}列，超过上限{COLUMNS:,}列。", f"文件“{source.name}”", "只导出需要的列。"
            )
        groups = (self._file.metadata.row_group(at) for at in range(self._file.num_row_groups))
        unpacked = sum(group.total_byte_size for group in groups)
        check_unpacked(unpacked, source.size_bytes, source.name, UNPACKED_TEXT_BYTES)
        self.headers, self.header_line = tuple(names), 0
        self.first_rows = [self.headers]

    def batches(self, bad: BadLines) -> Iterator[Cells]:
        """All rows in order."""
        del bad
        line = 1
        try:
            for batch in self._file.iter_batches(BLOCK_ROWS):
                numbers = np.arange(line, line + batch.num_rows, dtype=np.int64)
                line += batch.num_rows
                yield without_blank_rows(Cells(numbers, [_as_text(column) for column in batch.columns]))
        except (pa.ArrowException, OSError) as error:
            raise self._damaged from error


def _as_text(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _as_text(column.dictionary_decode())
    if pa.types.is_timestamp(kind) and kind.tz:
        local = column.cast(pa.timestamp(kind.unit, "Asia/Shanghai"))
        return _as_text(pc.local_timestamp(local))
    if pa.types.is_string(kind):
        return column
    if pa.types.is_integer(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return column.cast(pa.string())
    texts = column.to_pylist()
    if pa.types.is_decimal(kind):
        texts = [None if value is None else format(value, "f") for value in texts]
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        texts = [None if value is None else value.decode("utf-8", "replace") for value in texts]
    return pa.array([value_text(value) for value in islice(texts, len(column))], pa.string())
