"""Errors that are shown to people: what was refused, where, and what to do about it."""

from __future__ import annotations


class SharingError(Exception):
    """Root of all errors this product explains to its users.

    Attributes are Chinese sentences: `what` was refused, `where` (file, line, column, value; may be empty) and the
    `remedy` (may be empty). `str()` joins the parts that are there.
    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """The error as one readable text."""
        parts = [self.what]
        if self.where:
            parts.append(f"位置：{self.where}")
        if self.remedy:
            parts.append(f"处理办法：{self.remedy}")
        return "\n".join(parts)


class LakeError(SharingError):
    """Opening, locking or writing the lake failed."""


class LoadError(SharingError):
    """A file could not be loaded as a whole."""


class MappingError(SharingError):
    """A mapping file is not usable."""


class MetricError(SharingError):
    """A metric was asked for with unusable arguments."""


class SchemeError(SharingError):
    """An evaluation scheme is not usable."""


class ExportError(SharingError):
    """A workbook or document could not be written."""
