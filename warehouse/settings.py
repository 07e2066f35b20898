"""Where the lake is: two settings, LAKE_CATALOG and LAKE_DATA, and limits on memory and waiting."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import LakeError

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_FOLDER = PROJECT / "data" / "lake"


@dataclass(frozen=True)
class LakeSettings:
    """Location and limits of one lake.

    `catalog` is `sqlite:PATH` or `postgres:DSN`; `data` the folder (or s3:// address) of the Parquet files;
    `work` a local folder for staging and spilled data; `memory` DuckDB's memory limit; `threads` its threads
    (0 = one per core); `lock_seconds` how long a
    writer waits for another one.
    """

    catalog: str
    data: str
    work: Path
    memory: str = "2GB"
    threads: int = 0
    lock_seconds: float = 120.0

    @property
    def kind(self) -> str:
        """`sqlite` or `postgres`."""
        return self.catalog.split(":", 1)[0]

    @property
    def address(self) -> str:
        """The catalog's path or connection string."""
        return self.catalog.split(":", 1)[1]


def lake_settings(catalog: str | None = None, data: str | Path | None = None) -> LakeSettings:
    """Settings from arguments, else from the environment, else the folder data/lake/.

    Raises LakeError when the catalog is of an unknown kind or a limit is no number.
    """
    limits = _limits()
    catalog = catalog or os.environ.get("LAKE_CATALOG") or f"sqlite:{DEFAULT_FOLDER / 'catalog.sqlite'}"
    kind, _, address = catalog.partition(":")
    if kind not in ("sqlite", "postgres") or not address:
        raise LakeError(
            "数据湖目录库的设置无法识别",
            f"LAKE_CATALOG={catalog}",
            "请写成 sqlite:文件路径 或 postgres:连接串",
        )
    if kind == "sqlite":
        path = Path(address).resolve()
        catalog, beside = f"sqlite:{path}", path.parent
    else:
        beside = DEFAULT_FOLDER
    data = data or os.environ.get("LAKE_DATA") or beside / "data"
    text = str(data) if "://" in str(data) else str(Path(data).resolve())
    work = Path(os.environ.get("LAKE_WORK") or (beside if "://" in text else Path(text).parent)) / "work"
    return LakeSettings(
        catalog=catalog,
        data=text,
        work=work.resolve(),
        memory=limits["LAKE_MEMORY"],
        threads=int(limits["LAKE_THREADS"]),
        lock_seconds=float(limits["LAKE_LOCK_SECONDS"]),
    )


_LIMITS = {
    "LAKE_MEMORY": ("2GB", re.compile(r"\d+(\.\d+)?\s*([kmgt]i?b|%)", re.IGNORECASE), "2GB"),
    "LAKE_THREADS": ("0", re.compile(r"\d{1,4}"), "4，0 表示每核一个"),
    "LAKE_LOCK_SECONDS": ("120", re.compile(r"\d{1,6}(\.\d+)?"), "120"),
}
"""Setting -> default, how it must be written, example."""


def _limits() -> dict[str, str]:
    """The limits as they are set; LakeError names all that cannot be read."""
    found = {name: os.environ.get(name) or default for name, (default, _, _) in _LIMITS.items()}
    wrong = {name: text for name, text in found.items() if not _LIMITS[name][1].fullmatch(text.strip())}
    if wrong:
        raise LakeError(
            "数据湖的设置无法识别",
            "，".join(f"{name}={text}" for name, text in wrong.items()),
            "；".join(f"{name} 例如 {_LIMITS[name][2]}" for name in wrong),
        )
    return {name: text.strip() for name, text in found.items()}
