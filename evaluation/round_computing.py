"""Computing an edition of a round: from one state of the lake to every document that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation import archive
from evaluation.corrections import Correction, corrected
from evaluation.evaluate import evaluate
from evaluation.ledger import build_ledger
from evaluation.results import Evaluation
from evaluation.round_records import Round, RoundError
from evaluation.scheme import Scheme
from evaluation.scheme_store import stored_scheme
from language import CHINESE, _, speaking
from metrics import Window
from warehouse.lake import Lake, open_lake


class Computed(NamedTuple):
    """A computed edition: the evaluation, its ledger, every document that is kept, the corrections that were used."""

    evaluation: Evaluation
    ledger: pd.DataFrame
    documents: archive.Documents
    used: list[Correction]


def compute(
    cur: DuckDBPyConnection,
    scheme: Scheme,
    window: Window,
    corrections: Sequence[Correction],
    rules: str,
    snapshot: int,
    *,
    lenient: bool = False,
) -> Computed:
    """Everything an edition keeps, from one state of the lake; the same inputs give the same bytes.

    `lenient` leaves out corrections whose fact is not in the data any more. Raises LedgerError.
    """
    with speaking(CHINESE):
        evaluation = evaluate(cur, scheme, window, snapshot_id=snapshot)
        evaluation, used = corrected(evaluation, corrections, lenient=lenient)
        ledger = build_ledger(evaluation)
        documents = {
            **archive.result_documents(evaluation, ledger),
            **archive.input_documents(cur, window.start, window.end, rules),
            "corrections": archive.correction_lines(used),
        }
    return Computed(evaluation, ledger, documents, used)


def round_scheme(cur: DuckDBPyConnection, found: Round) -> Scheme:
    """The scheme a round was opened with."""
    stored = stored_scheme(cur, found.scheme_code, found.scheme_version)
    if stored is None:
        raise RoundError(_("找不到这一期次的评价方案。"), found.scheme_code)
    return stored.scheme


def published_evaluation(lake: Lake, found: Round, edition: int | None = None) -> Evaluation:
    """The evaluation of a round's edition (None: the newest) before any ruling, from its own snapshot."""
    with lake.read() as (cur, _snapshot):
        scheme = round_scheme(cur, found)
    snapshot = found.edition(edition).snapshot_id
    with lake_at(lake, snapshot) as past, past.read() as (cur, _same), speaking(CHINESE):
        return evaluate(cur, scheme, found.window, snapshot_id=snapshot)


def edition_evaluation(lake: Lake, found: Round, edition: int | None = None) -> Evaluation:
    """The evaluation of a round's edition (None: the newest) with the rulings the edition was made with."""
    number = found.edition(edition).edition
    with lake.read() as (cur, _snapshot):
        kept = archive.kept_corrections(cur, found.round_id, number)
    evaluation, _used = corrected(published_evaluation(lake, found, number), kept)
    return evaluation


def lake_at(lake: Lake, snapshot: int) -> Lake:
    """The same lake as it stood at a snapshot, for reading; close it."""
    return open_lake(lake.settings.catalog, lake.settings.data, snapshot=snapshot)
