"""Text in another encoding as UTF-8 on disk. Also a program: two of them share one large file.

Line feeds never occur inside a multi-byte character of GB18030 or Big5, so a file may be cut after any line
feed and its parts decoded side by side; in UTF-16 a line feed is two bytes at an even position.
"""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

CHUNK = 2 << 20
_KINDS = bytes(ord("L" if 0xE4 <= b <= 0xE9 else "C" if 0x80 <= b <= 0xBF else ".") for b in range(256))
_UTF8_RUN = b"LCC" * 3
"""Three Chinese characters in UTF-8: each a lead byte (L) and two continuation bytes (C)."""


class UndecodableError(ValueError):
    """Bytes that are not in the encoding, at `offset` from the start of the file; `utf8`: they are UTF-8."""

    def __init__(self, offset: int, utf8: bool) -> None:
        super().__init__(offset, utf8)
        self.offset = offset
        self.utf8 = utf8


def transcode(source: Path, target: Path, encoding: str, start: int, end: int) -> None:
    """Write bytes start..end of `source`, decoded from `encoding`, to `target` as UTF-8.

    Raises UndecodableError for bytes outside the encoding, and for whole lines that are UTF-8 instead.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    multibyte = not encoding.startswith("utf")
    with source.open("rb") as read, target.open("wb") as write:
        read.seek(start)
        position = start
        while position < end and (chunk := read.read(min(CHUNK, end - position))):
            if multibyte and position + len(chunk) < end:
                chunk += read.readline(min(CHUNK, end - position - len(chunk)))
            if multibyte and (line := utf8_line(chunk)) is not None:
                raise UndecodableError(position + line, True)
            try:
                text = decoder.decode(chunk, position + len(chunk) >= end)
            except UnicodeDecodeError as error:
                raise UndecodableError(position + error.start, False) from error
            position += len(chunk)
            write.write(text.encode())


def utf8_line(chunk: bytes) -> int | None:
    """Offset of a line that is Chinese text in UTF-8, which in another encoding is next to impossible."""
    kinds = chunk.translate(_KINDS)
    found = kinds.find(_UTF8_RUN)
    while found >= 0:
        first = chunk.rfind(b"\n", 0, found) + 1
        last = chunk.find(b"\n", found)
        last = last if last >= 0 else len(chunk)
        try:
            chunk[first:last].decode()
        except UnicodeDecodeError:
            found = kinds.find(_UTF8_RUN, last)
            continue
        return first
    return None


def main(arguments: list[str]) -> int:
    """`transcode.py SOURCE TARGET ENCODING START END`; exit code 3 and "offset utf8" when undecodable."""
    source, target, encoding, start, end = arguments
    try:
        transcode(Path(source), Path(target), encoding, int(start), int(end))
    except UndecodableError as error:
        sys.stdout.write(f"{error.offset} {int(error.utf8)}")
        return 3
    except OSError as error:
        sys.stderr.write(str(error.strerror))
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
