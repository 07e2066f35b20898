"""Open a file: what it is, in which encoding, and whether it is fit to be read at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from etl.readers.containers import container_of, unpack
from etl.readers.delimited import Text, find_delimiter, head_of
from etl.readers.scan import sha256_of
from etl.readers.texts import open_text
from warehouse.errors import LoadError


@dataclass(frozen=True)
class SourceFile:
    """A file that can be read.

    `container`: csv, xlsx, xls, ods, jsonl or parquet (gzip unwrapped). `sha256` and `size_bytes` are of the
    file as delivered; `encoding` and `delimiter` are None where there are none. `payload` is the unwrapped
    file, `text` the same as UTF-8; both may stand in a temporary folder that goes when this object goes.
    """

    path: Path
    sha256: str
    size_bytes: int
    container: str
    encoding: str | None
    delimiter: str | None
    payload: Path = field(repr=False)
    text: Text | None = field(repr=False, default=None)
    name: str = ""
    """What the file is called in messages."""


def shown_name(name: str) -> str:
    """A file's name on one line, whatever bytes it has on disk."""
    whole = name.encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() else " " for letter in whole)


def open_source(path: Path, name: str | None = None, folder: Path | None = None) -> SourceFile:
    """Recognise a file and check every byte of it.

    `name` is what messages call it (an upload's own name); `folder` where unpacked copies are kept
    meanwhile. Raises LoadError for what cannot be read with certainty:
    empty, binary, packed too tightly, NUL bytes, overlong lines, mixed or undecidable encodings.
    """
    path = Path(path)
    name = name or path.name
    size = _size_of(path, name)
    try:
        work = Path(tempfile.mkdtemp(prefix="source-", dir=folder))
    except OSError as error:
        raise _unreadable(error, f"工作文件夹“{folder}”") from error
    try:
        with ThreadPoolExecutor(1) as pool:
            digest = pool.submit(sha256_of, path)
            payload, container = unpack(path, name, work)
            text, encoding, delimiter = None, None, None
            if container is None:
                text, encoding = open_text(payload, name, work)
                container, delimiter = container_of(text, name), None
                if container == "csv":
                    delimiter = find_delimiter(head_of(text))
            source = SourceFile(
                path, digest.result(), size, container, encoding, delimiter, payload, text, name
            )
    except OSError as error:
        shutil.rmtree(work, ignore_errors=True)
        raise _unreadable(error, f"文件“{name}”") from error
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    weakref.finalize(source, shutil.rmtree, work, True)
    return source


def _size_of(path: Path, name: str) -> int:
    """Bytes of a plain file that is not empty; LoadError for anything else."""
    where = f"文件“{name}”"
    try:
        if path.is_dir():
            raise LoadError("这是文件夹，不是文件。", where, "请指定文件夹中的文件。")
        if not path.exists():
            raise LoadError("文件不存在。", where, "请检查路径。")
        if not path.is_file():
            raise LoadError("不是普通文件。", where, "请检查路径。")
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(error, where) from error
    if size == 0:
        raise LoadError("文件是空的。", where, "请重新导出后上传。")
    return size


_CAUSES = {
    errno.ENOSPC: ("磁盘空间不足", "请清理工作文件夹所在的磁盘后重试。"),
    errno.EACCES: ("没有读取权限", "请检查文件和所在文件夹的权限。"),
    errno.EPERM: ("没有读取权限", "请检查文件和所在文件夹的权限。"),
    errno.ENAMETOOLONG: ("文件名过长", "请缩短文件名。"),
}


def _unreadable(error: OSError, where: str) -> LoadError:
    cause, remedy = _CAUSES.get(
        error.errno or 0, (error.strerror or str(error), "请检查磁盘空间和文件权限后重试。")
    )
    return LoadError(f"读取文件失败：{cause}。", where, remedy)
