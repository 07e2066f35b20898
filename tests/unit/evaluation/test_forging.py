"""A ruling nobody made: an edition forged as a whole, with every result and every hash worked out again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evaluation import archive
from evaluation.appeals import file_appeal, rule_appeal
from evaluation.corrections import Correction
from evaluation.round_computing import compute, lake_at, round_scheme
from evaluation.round_records import find_round, round_frame
from evaluation.rounds import seal_round
from evaluation.verifying import verify_round
from tests.unit.evaluation.march import EVALUATOR, MARCH, march_town, publish
from warehouse.lake import Lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """A sealed round with two late requests, the appeal about one of them upheld."""
    folder = tmp_path_factory.mktemp("forged")
    with march_town(tmp_path_factory, folder) as opened:
        publish(opened)
        filed = file_appeal(opened, EVALUATOR, "2026-03", late(opened)[0], "答复日期有误")
        rule_appeal(opened, EVALUATOR, filed.appeal_id, "upheld", "属实")
        seal_round(opened, EVALUATOR, "2026-03", "封存", override="提前")
        yield opened


def late(lake: Lake) -> list[str]:
    """Ledger rows of late requests in the newest edition."""
    with lake.read() as (cur, _):
        ledger = round_frame(cur, "2026-03", "ledger")
    return sorted(ledger[(ledger["code"] == "R1") & (ledger["kind"] == "evidence")]["entry"])


def test_a_ruling_nobody_made_is_found_although_everything_fits_it(lake: Lake) -> None:
    assert verify_round(lake, "2026-03").identical
    (entry,) = late(lake)
    with lake.read() as (cur, _):
        found = find_round(cur, "2026-03")
        (real,) = archive.kept_corrections(cur, "2026-03", 2)
        scheme, rules = round_scheme(cur, found), archive.kept_rules(cur, "2026-03", 2)
    one, forged = found.edition(2), Correction(real.department, real.code, entry, real.kind, 1.0)
    with lake_at(lake, one.snapshot_id) as past, past.read() as (cur, _):
        documents = compute(cur, scheme, MARCH, [real, forged], rules, one.snapshot_id).documents
    with lake.write("tamper", "forge an edition") as cur:
        cur.execute("delete from round_records where round_id = '2026-03' and edition = 2")
        cur.execute("delete from round_documents where round_id = '2026-03' and edition = 2")
        hashes = archive.store(cur, "2026-03", 2, documents)
        values = {key: value for key, value in vars(one).items() if key != "edition_sha256"}
        cur.execute(
            "update round_editions set edition_sha256 = $sha where round_id = '2026-03' and edition = 2",
            {"sha": archive.edition_sha256(values, hashes)},
        )
    findings = verify_round(lake, "2026-03", 2).findings
    assert [(one.what, entry in one.kept) for one in findings] == [("没有这样的裁定", True)]
