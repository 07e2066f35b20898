"""Check an access file before it is put in force: `python -m access check FILE`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from access.directory import access_file
from access.entries import AccessFileError, read_entries
from language.commands import run

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)


@app.callback()
def main() -> None:
    """The access file."""


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="the file; ACCESS_FILE or data/access.toml by default")
    ] = None,
) -> None:
    """Name everything that is wrong with an access file, or list who may come in as what."""
    try:
        people = read_entries(file or access_file())
    except AccessFileError as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(1) from error
    for address, person in people.items():
        roles = " ".join(sorted(role.value for role in person.roles))
        sys.stdout.write(f"{address}\t{person.name}\t{roles}\t{person.department or ''}\n")


if __name__ == "__main__":
    run(app)
