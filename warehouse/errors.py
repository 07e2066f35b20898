"""Errors that are shown to people: what was refused, where, and what to do about it."""

from __future__ import annotations

from language import _
from language.retelling import retold


class SharingError(Exception):
    """Root of all errors this product explains to its users.

    Attributes are sentences: `what` was refused, `where` (file, line, column, value; may be empty) and the `remedy`
    (may be empty). Whoever raised it may have said them in Chinese; `str()` joins the parts that are there in the
    reader's language.
    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """The error as one readable text."""
        parts = [retold(self.what)]
        if self.where:
            where = "\n".join(retold(line) for line in self.where.splitlines())
            parts.append(_("位置：{where}").format(where=where))
        if self.remedy:
            parts.append(_("处理办法：{remedy}").format(remedy=retold(self.remedy)))
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
