"""Lakes of one's own: what takes long to make is made once per run of the tests and copied for everybody who asks."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from warehouse.lake import open_lake


@dataclass(frozen=True)
class LakeAddress:
    """Where a lake is: values of LAKE_CATALOG and LAKE_DATA."""

    catalog: str
    data: str

    @property
    def environment(self) -> dict[str, str]:
        return {"LAKE_CATALOG": self.catalog, "LAKE_DATA": self.data}


def address_in(folder: Path) -> LakeAddress:
    return LakeAddress(f"sqlite:{folder}/catalog.sqlite", str(folder / "data"))


def own_empty_lake(factory: pytest.TempPathFactory, into: Path | None = None) -> LakeAddress:
    """A lake with its tables and reference data, and nothing loaded."""

    def make(folder: Path) -> None:
        address = address_in(folder / "lake")
        open_lake(address.catalog, address.data).close()

    return own_lake(factory, "empty", make, into)


def own_lake(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None], into: Path | None = None
) -> LakeAddress:
    """A copy, in a new folder or in `into`, of the lake that `make` puts into the folder `lake` of a folder.

    It is made once per run, by the test process that asks first; the others wait for it.
    """
    base = factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = run / "made_once" / name
    folder.parent.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "made").touch()
    return copied(folder / "lake", into or factory.mktemp(name))


def copied(made: Path, folder: Path) -> LakeAddress:
    """Catalog and data side by side in `folder`; the catalog is told where its data are now."""
    shutil.copytree(made, folder / "lake")
    address = address_in(folder / "lake")
    with closing(sqlite3.connect(folder / "lake" / "catalog.sqlite")) as catalog, catalog:
        moved = "update ducklake_metadata set value = ? where key = 'data_path'"
        catalog.execute(moved, (f"{address.data}/",))
    return address
