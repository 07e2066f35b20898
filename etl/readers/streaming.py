"""The rows of an opened file, read anew as often as a query asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

import pyarrow as pa

from etl.readers.cells import BadLines, Cells, Reader
from etl.readers.rewriting import Rewriting
from etl.readers.side_by_side import Made


class Stream:
    """The rows of a file as an Arrow stream that can be read any number of times."""

    def __init__(self, reader: Reader, rewriting: Rewriting) -> None:
        self._reader, self.rewriting = reader, rewriting
        self.rows: int | None = None
        self.bad: BadLines = BadLines()
        self.failure: BaseException | None = None

    def _batches(self) -> Iterator[pa.RecordBatch]:
        rows, bad = 0, BadLines()
        try:
            for block in self._reader.batches(bad):
                batch = self.rewriting.batch(block)
                rows += batch.num_rows
                yield batch
        except GeneratorExit:
            raise
        except BaseException as error:
            self.failure = error
            raise
        self.rows, self.bad = rows, bad

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A fresh reading of the file (Arrow's stream protocol)."""
        reader = pa.RecordBatchReader.from_batches(self.rewriting.schema, self._batches())
        return reader.__arrow_c_stream__(requested_schema)

    def treated(self, treat: Callable[[list[Cells]], Made], spelled: Set[str]) -> Iterator[Made]:
        """What `treat` makes of run after run of the sender's rows, in order; `rows` and `bad` are known at the end."""
        rows, bad = 0, BadLines()
        places = frozenset(at for name, at in self.rewriting.positions.items() if name in spelled)

        def counted(blocks: list[Cells]) -> tuple[int, Made]:
            return sum(len(block.line) for block in blocks), treat(blocks)

        for count, made in self._reader.treated(counted, bad, places):
            rows += count
            yield made
        self.rows, self.bad = rows, bad
