"""The workbook of a result: of a trial with its evidence, of an edition as the round keeps it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from access import Role
from exports.book import BookParts
from exports.round_workbook import write_round
from exports.workbook import write_ranking
from ui import access, lake, reads
from ui.rounds import basis as results
from ui.rounds import records
from ui.rounds.basis import Basis
from ui.rounds.preparing import Build, Progress

WHOLE = frozenset({Role.EVALUATOR, Role.LEADER})
"""Who gets the whole workbook of a round; it is put on record."""


def workbook(basis: Basis) -> Build:
    """Builds the workbook when called with where to tell its progress.

    Who belongs to a department gets its own rows only.
    """
    one, person = basis.round, access.identity()
    if one is not None and person.roles & WHOLE and not basis.chosen.own:
        opened, edition = lake.lake(), basis.edition
        return _file(
            lambda path, told: write_round(
                opened, person, one.round_id, path, edition=edition, advance=told.advance, begin=told.begin
            )
        )
    if one is not None:
        kept, rows = records.kept(one, basis.edition, basis.chosen.own), results.ledger(basis)
        parts = BookParts(ledger=rows, found=one, edition=one.edition(basis.edition))
        return _file(lambda path, told: write_ranking(kept, path, told.advance, parts, told.begin))
    found, rows = reads.evaluation(basis.chosen), results.ledger(basis)
    return _file(
        lambda path, told: write_ranking(found, path, told.advance, BookParts(ledger=rows), told.begin)
    )


def _file(write: Callable[[Path, Progress], object]) -> Build:
    def build(progress: Progress) -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "ranking.xlsx"
            write(path, progress)
            return path.read_bytes()

    return build
