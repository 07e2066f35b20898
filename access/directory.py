"""Who may come in, by e-mail address: the access file, read again whenever it changes.

A broken new file changes nothing: the last good one stays in force and the problems are kept for administrators. Where
there never was a good one, nobody is known.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

from access.entries import AccessFileError, normal, read_entries
from access.people import Person

DEFAULT_FILE = Path(__file__).resolve().parent.parent / "data" / "access.toml"


def access_file() -> Path:
    """Where the access file is: setting ACCESS_FILE, else data/access.toml."""
    return Path(os.environ.get("ACCESS_FILE") or DEFAULT_FILE)


class Directory:
    """The persons of one access file. May be asked from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.Lock()
        self._seen: object = self  # unlike any state of a file
        self._people: dict[str, Person] = {}
        self._error: AccessFileError | None = None

    def person(self, address: str) -> Person | None:
        """The person with this e-mail address; None for a stranger."""
        with self._guard:
            self._follow()
            return self._people.get(normal(address)) if address.isascii() else None

    def people(self) -> Mapping[str, Person]:
        """Everybody in force, by e-mail address."""
        with self._guard:
            self._follow()
            return dict(self._people)

    def error(self) -> AccessFileError | None:
        """What is wrong with the file as it is now; None while it is in force."""
        with self._guard:
            self._follow()
            return self._error

    def _follow(self) -> None:
        """Read the file again if it is not the one last seen."""
        try:
            about = self.path.stat()
            seen: object = (about.st_mtime_ns, about.st_size, about.st_ino)
        except OSError:
            seen = None
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._people, self._error = read_entries(self.path), None
        except AccessFileError as error:
            self._error = error
