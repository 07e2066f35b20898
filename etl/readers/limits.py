"""Limits that keep a hostile or broken file from taking the machine down."""

from warehouse.errors import LoadError

LINE_BYTES = 1 << 20
"""Longest line of text (UTF-8 bytes): 1 MiB."""
COLUMNS = 2_000
"""Most columns of a table."""
UNPACKED_BYTES = 2 << 30
"""Most bytes a workbook may unpack to: 2 GiB."""
UNPACKED_TEXT_BYTES = 32 << 30
"""Most bytes a gzip text may unpack to: 32 GiB, some 300 million log lines."""
UNPACKED_RATIO = 200
"""Most bytes per packed byte, once more than UNPACKED_SAFE have come out."""
UNPACKED_SAFE = 64 << 20
"""Unpacking to less than this is never refused: 64 MiB."""
HEADER_ROWS = 30
"""The header stands within this many rows that are not blank."""
HEAD_BYTES = 4 << 20
"""How much of a text is looked at for delimiter and header."""
STREAMED_BYTES = 64 << 20
"""Larger texts are not kept as a table but read again by every query."""
SHEET_CELLS = 50_000_000
"""Most cells in the rectangle around everything on a sheet (32 bytes each while it is read)."""


def check_unpacked(unpacked: int, packed: int, name: str, limit: int) -> None:
    """LoadError where unpacking yields more than the limit, or suspiciously much for its packed size."""
    if unpacked > limit or (unpacked > UNPACKED_SAFE and unpacked > UNPACKED_RATIO * max(packed, 1)):
        raise LoadError(
            f"文件解压后超过上限（已达{unpacked >> 20:,} MB，压缩后仅{max(packed >> 10, 1):,} KB），"
            "可能是恶意压缩文件，未打开。",
            f"文件“{name}”",
            "请拆分后重新导出，或改用未压缩的 CSV 文件。",
        )
