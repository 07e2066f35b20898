"""The folder a city is written into: files in the order to load, and what each load must count and refuse."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from etl.sample.bad_lines import plant_bad_lines
from etl.sample.city import City
from etl.sample.mess import Columns, messed
from etl.sample.sheet import Sheet, sprinkle
from etl.sample.truth import Truth

Coverage = Literal["full", "partial"]


@dataclass(frozen=True)
class FeedFile:
    """One file to load: its feed, the day it was exported on, and whether it claims to list everything."""

    feed: str
    path: Path
    exported_on: date
    coverage: Coverage


@dataclass
class CityFiles:
    """The files of a sample city in the order to load them, and the truth about them (`etl.sample.truth`)."""

    files: list[FeedFile] = field(default_factory=list)
    truth: Path = Path("truth.json")


class Folder:
    """A city's files as they come into being, with the truth gathered on the way."""

    def __init__(self, city: City, path: Path) -> None:
        self.city, self.path = city, path
        self.result = CityFiles(truth=path / "truth.json")
        period = {"start": city.plan.start.isoformat(), "end": city.plan.end.isoformat()}
        self.truth = Truth(city={**asdict(city.plan), **period})

    def sheet(
        self,
        feed: str,
        clean: Columns,
        topic: str,
        *,
        top: int = 1,
        workbook: bool = False,
        keyed: bool = False,
    ) -> Sheet:
        """A sheet of clean cells made messy, with bad, repeated and blank lines between its rows.

        `keyed`: no line without a readable key, which would keep a full export from removing anything.
        """
        sheet = Sheet.of(feed, messed(self.city, feed, clean, topic, workbook=workbook), top=top)
        rng = self.city.random(f"planted {feed} {topic}")
        plant_bad_lines(sheet, rng, extra_cell=not (workbook or keyed), keyed=keyed)
        sprinkle(sheet, rng)
        return sheet

    def add(self, sheet: Sheet, name: str, exported_on: date, coverage: Coverage = "partial") -> Path:
        """Note a file and what its load has to count and refuse; gives the path to write it to."""
        path = self.path / name
        self.result.files.append(FeedFile(sheet.feed, path, exported_on, coverage))
        about = {"feed": sheet.feed, "exported_on": exported_on.isoformat(), "coverage": coverage}
        self.truth.files[name] = {**about, **sheet.counts()}
        for number, line in sheet.planted_lines():
            if line.fate == "refused":
                place = {"feed": sheet.feed, "file": name, "line": number}
                self.truth.refused_lines.append(place | {"kind": line.kind, "columns": list(line.columns)})
        return path
