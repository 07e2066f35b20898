"""A round from draft to sealed, over a real lake: what is kept, what is refused, and what a changed byte does."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from access import AccessError, Person, Role
from evaluation.appeal_records import list_appeals
from evaluation.appeals import AppealError, appeal_file, file_appeal, preview_ruling, rule_appeal
from evaluation.round_records import RoundError, find_round, round_frame
from evaluation.rounds import amend_round, open_round, publish_round, seal_round
from evaluation.trends import compare_editions
from evaluation.verifying import verify_round
from metrics import Window
from tests.shown_city import load_city
from warehouse.lake import open_lake
from warehouse.local_time import now

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}), page="rounds")
LEADER = Person("领导", frozenset({Role.LEADER}), page="rounds")
WINDOW = Window(start=date(2026, 4, 1), end=date(2026, 6, 30), as_of=date(2026, 7, 1))


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rounds")
    address = load_city(folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as opened:
        yield opened


@pytest.fixture(scope="module")
def story(lake):
    """One round lived through: published, one appeal upheld, sealed early under a signature, amended."""
    told: dict[str, Any] = {}
    open_round(lake, EVALUATOR, "2026Q2", WINDOW, "二季度评价")
    told["published"] = publish_round(lake, EVALUATOR, "2026Q2", now().date() + timedelta(days=10), "公示")
    with lake.read() as (cur, _):
        ledger = round_frame(cur, "2026Q2", "ledger")
        ranking = round_frame(cur, "2026Q2", "ranking")
    ranked = ranking[ranking["total"].notna()]["department"]
    facts = ledger[(ledger["kind"] == "evidence") & ledger["department"].isin(ranked)]
    row = facts.sort_values(["points", "entry"]).iloc[0]
    clerk = Person("专员", frozenset({Role.DEPARTMENT}), department=str(row["department"]), page="appeals")
    told["row"], told["clerk"] = row, clerk
    told["appeal"] = file_appeal(
        lake, clerk, "2026Q2", row["entry"], "该申请平台当日故障", [("../证据<b>.txt", b"outage log")]
    )
    told["refused_early"] = refusal(lambda: seal_round(lake, EVALUATOR, "2026Q2", "封存"), RoundError)
    told["effect"] = preview_ruling(lake, told["appeal"].appeal_id, "upheld")
    told["ruled"] = rule_appeal(lake, EVALUATOR, told["appeal"].appeal_id, "upheld", "平台故障属实")
    told["sealed"] = seal_round(lake, EVALUATOR, "2026Q2", "封存", override="申诉均已裁定，提前封存")
    told["verified"] = verify_round(lake, "2026Q2")
    told["again"] = seal_round(lake, EVALUATOR, "2026Q2", "再封")
    told["amended"] = amend_round(lake, EVALUATOR, "2026Q2", "迟到数据")
    return told


def refusal(call, kind):
    with pytest.raises(kind) as refused:
        call()
    return refused.value


def test_only_evaluators_take_steps(lake):
    with pytest.raises(AccessError):
        open_round(lake, LEADER, "no", WINDOW, "无权")


def test_a_step_needs_a_reason(lake):
    with pytest.raises(RoundError):
        open_round(lake, EVALUATOR, "no", WINDOW, "  ")


def test_states_follow_the_steps(story):
    assert story["published"].state == "published"
    assert story["sealed"].state == "sealed"
    assert [step["step"] for step in map(vars, story["amended"].steps)] == [
        "open",
        "publish",
        "seal",
        "amend",
    ]


def test_sealing_before_the_appeal_is_ruled_on_needs_a_signature(story):
    assert story["appeal"].appeal_id in str(story["refused_early"])


def test_the_effect_shown_before_is_the_effect_recorded(story):
    effect, ruled = story["effect"], story["ruled"]
    assert effect.score_after > effect.score_before
    assert (ruled.score_before, ruled.score_after) == (effect.score_before, effect.score_after)
    assert (ruled.rank_before, ruled.rank_after) == (effect.rank_before, effect.rank_after)


def test_the_sealed_edition_holds_the_ruling_and_the_published_one_still_reads_as_it_was(lake, story):
    name = story["row"]["department"]
    with lake.read() as (cur, _):
        total = [
            round_frame(cur, "2026Q2", "ranking", edition=n).set_index("department")["total"][name]
            for n in (1, 2)
        ]
        compared = compare_editions(cur, "2026Q2", 1, 2)
    assert total == [story["effect"].score_before, story["effect"].score_after]
    assert compared is not None


def test_sealing_twice_changes_nothing(story):
    assert len(story["again"].editions) == len(story["sealed"].editions) == 2


def test_a_sealed_round_is_found_again_identically(story):
    assert story["verified"].identical, story["verified"].findings


def test_every_edition_stays_and_verifies(lake, story):
    assert [one.kind for one in story["amended"].editions] == ["published", "sealed", "amendment"]
    for number in (1, 2, 3):
        assert verify_round(lake, "2026Q2", number).identical


def test_no_more_rulings_or_appeals_after_sealing(lake, story):
    with pytest.raises(AppealError):
        rule_appeal(lake, EVALUATOR, story["appeal"].appeal_id, "rejected", "反悔")
    with pytest.raises(RoundError):
        file_appeal(lake, story["clerk"], "2026Q2", story["row"]["entry"], "再申诉")


def test_another_department_reads_neither_appeal_nor_file(lake, story):
    stranger = replace(story["clerk"], department="市别的局")
    with lake.read() as (cur, _):
        name = story["appeal"].files[0]
        assert appeal_file(cur, story["clerk"], story["appeal"].appeal_id, name) == b"outage log"
        assert list_appeals(cur, department="市别的局") == []
        with pytest.raises(AccessError):
            appeal_file(cur, stranger, story["appeal"].appeal_id, name)


def test_every_step_is_in_the_audit_trail(lake, story):
    rows = (
        lake.cursor()
        .execute("select action, person from audit_log where page in ('rounds', 'appeals')")
        .fetchall()
    )
    assert {("open round", "评价员甲"), ("file appeal", "专员"), ("seal round", "评价员甲")} <= set(rows)


def test_the_snapshots_of_editions_never_expire(lake, story):
    kept = lake.cursor().execute("select value from lake_meta where key like 'kept_snapshot:round:2026Q2:%'")
    assert {int(value) for (value,) in kept.fetchall()} == {
        one.snapshot_id for one in story["amended"].editions
    }


@pytest.mark.parametrize("document", ["ranking", "ledger", "rules"])
def test_a_changed_byte_is_found_and_named(lake, story, document):
    from evaluation.verifying import DOCUMENTS

    change = (
        "update round_records set content = $content where round_id = '2026Q2' and edition = 2"
        " and document = $document and number = $number"
    )
    with lake.write("tamper", "change one byte") as cur:
        number, content = cur.execute(
            "select number, content from round_records where round_id = '2026Q2' and edition = 2"
            " and document = $document order by number limit 1",
            {"document": document},
        ).fetchone()
        changed = content[:-2] + " " + content[-2:] if document == "rules" else content.replace('"', '"x', 3)
        assert changed != content
        cur.execute(change, {"content": changed, "document": document, "number": number})
    found = verify_round(lake, "2026Q2", 2)
    with lake.write("tamper", "put back") as cur:
        cur.execute(change, {"content": content, "document": document, "number": number})
    assert not found.identical
    assert any(DOCUMENTS[document] in finding.where for finding in found.findings)
    assert verify_round(lake, "2026Q2", 2).identical
    with lake.read() as (cur, _):
        assert find_round(cur, "2026Q2").state == "sealed"
