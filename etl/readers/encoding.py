"""Which encoding a text is in: certain, or refused. Never a statistical guess of a library.

Valid UTF-8 is UTF-8. What is not is GB18030 or Big5, told apart by known header words and by how many Chinese
characters are everyday ones (level 1 of GB 2312 or Big5; text read in the wrong charset turns into rare
characters:
about 0.3 of them everyday ones against 0.95 and more).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from etl.feeds import FEEDS
from etl.headers import hits
from etl.readers.limits import HEADER_ROWS

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CELLS = re.compile(r"[,\t;|，\"]")
_LINE_END = re.compile(r"[\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_CERTAIN_SHARE, _CERTAIN_ALONE, _CERTAIN_LEAD = 0.8, 0.55, 0.2


@dataclass(frozen=True)
class _Reading:
    encoding: str
    everyday: float
    words: int


def marked_encoding(head: bytes) -> tuple[str, int] | None:
    """Encoding and length of a byte order mark; None without one."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    return None


def unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: reads as lines of text in exactly one of the two byte orders."""
    fitting = [encoding for encoding in ("utf-16-le", "utf-16-be") if _reads_as_lines(head, encoding)]
    return fitting[0] if len(fitting) == 1 else None


def _reads_as_lines(head: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return bool(_LINE_END.search(text)) and not _CONTROL.search(text)


def legacy_encoding(sample: bytes) -> str | None:
    """`gb18030`, `cp950` or `big5hkscs` for a sample that is not UTF-8; None where it is not certain."""
    gb = _read(sample, "gb18030")
    big5 = _read(sample, "cp950") or _read(sample, "big5hkscs")
    readings = [reading for reading in (gb, big5) if reading]
    readings.sort(key=lambda reading: (reading.words, reading.everyday), reverse=True)
    if not readings:
        return None
    best, *others = readings
    if not others:
        return best.encoding if best.words > 1 or best.everyday >= _CERTAIN_ALONE else None
    other = others[0]
    if best.words > max(1, other.words) and best.everyday > other.everyday - _CERTAIN_LEAD:
        return best.encoding
    best, other = sorted(readings, key=lambda reading: reading.everyday, reverse=True)
    clear = best.everyday >= _CERTAIN_SHARE and best.everyday >= other.everyday + _CERTAIN_LEAD
    return best.encoding if clear and best.words >= other.words else None


def _read(sample: bytes, encoding: str) -> _Reading | None:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return None
    chinese = [letter for letter in text if "\u3400" <= letter <= "\u9fff" or "\ue000" <= letter <= "\uf8ff"]
    everyday = sum(_everyday(letter, encoding) for letter in chinese) / max(len(chinese), 1)
    words = 0
    for line in islice(re.split(r"[\r\n]+", text), HEADER_ROWS):
        cells = [cell for cell in _CELLS.split(line) if cell and not cell.isascii()]
        words = max([words, *(hits(cells, feed) for feed in FEEDS.values())])
    return _Reading(encoding, everyday, words)


def _everyday(letter: str, encoding: str) -> bool:
    try:
        code = letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    if encoding == "gb18030":
        return len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1
    return len(code) == 2 and 0xA4 <= code[0] <= 0xC6
