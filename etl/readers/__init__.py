"""Files on disk as tables of text cells under the canonical column names of a feed."""

from etl.readers.cells import BadLine
from etl.readers.source import SourceFile, open_source
from etl.readers.staging import Staged, original_cells, stage

__all__ = ["BadLine", "SourceFile", "Staged", "open_source", "original_cells", "stage"]
