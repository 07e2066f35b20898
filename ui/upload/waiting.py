"""Loads that were asked for and are not finished, as small files beside the uploads: they survive the server."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from access import Person, Role

log = logging.getLogger("sharing")
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Settings:
    """How one file is to be read.

    `columns` maps canonical columns to the sender's headers where somebody said so; None: as recognised.
    """

    feed: str
    exported_on: date
    coverage: Literal["full", "partial"] = "partial"
    columns: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class Waiting:
    """One load that somebody asked for: file, settings, person, and how often it was begun."""

    path: Path
    settings: Settings
    person: Person
    attempts: int = 0


def note_of(path: Path) -> Path:
    """Where the note about a stored file stands."""
    return path.with_name(path.name + ".waiting.json")


def keep(waiting: Waiting) -> None:
    """Write (or renew) the note; the file appears whole or not at all."""
    settings, person = waiting.settings, waiting.person
    said = {
        "feed": settings.feed,
        "exported_on": settings.exported_on.isoformat(),
        "coverage": settings.coverage,
        "columns": settings.columns,
        "person": person.name,
        "roles": sorted(role.value for role in person.roles),
        "department": person.department,
        "page": person.page,
        "attempts": waiting.attempts,
    }
    note = note_of(waiting.path)
    partial = note.with_suffix(".part")
    partial.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    partial.replace(note)


def forget(path: Path) -> None:
    """Remove the note of a stored file."""
    note_of(path).unlink(missing_ok=True)


def found(folder: Path) -> list[Waiting]:
    """The loads that a stopped server left behind, oldest first; unreadable notes are put aside and logged.

    A load that was begun `MOST_ATTEMPTS` times is left alone: it may be what stopped the server.
    """
    waiting = []
    for note in sorted(folder.glob("*/*.waiting.json"), key=lambda path: path.stat().st_mtime):
        path = note.with_name(note.name.removesuffix(".waiting.json"))
        try:
            one = _read(note, path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.error("note %s cannot be read", note, exc_info=error)
            note.rename(note.with_suffix(".unreadable"))
            continue
        if path.exists() and one.attempts < MOST_ATTEMPTS:
            waiting.append(one)
        else:
            log.error("load of %s was begun %s times and is not tried again", path.name, one.attempts)
            forget(path)
    return waiting


def clear_forgotten(folder: Path, before: float) -> None:
    """Remove stored files that nobody asked to load, stored before that time (seconds since 1970).

    The list they stood on went with the server that kept it.
    """
    for path in folder.glob("*/*"):
        if path.suffix != ".json" and not note_of(path).exists() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _read(note: Path, path: Path) -> Waiting:
    said = json.loads(note.read_text(encoding="utf-8"))
    columns = said["columns"]
    settings = Settings(
        said["feed"],
        date.fromisoformat(said["exported_on"]),
        "full" if said["coverage"] == "full" else "partial",
        None if columns is None else tuple((str(name), str(header)) for name, header in columns),
    )
    roles = frozenset(Role(role) for role in said["roles"])
    person = Person(str(said["person"]), roles, said["department"], str(said["page"]))
    return Waiting(path, settings, person, int(said["attempts"]))
