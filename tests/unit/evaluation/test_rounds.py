"""A round from draft to sealed, over a real lake: what is kept, what is refused, and what a changed byte does."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from access import AccessError, Person, Role
from evaluation import archive, ledger
from evaluation.appeal_records import list_appeals
from evaluation.appeals import AppealError, appeal_file, file_appeal, preview_ruling, rule_appeal
from evaluation.ledger import LedgerError
from evaluation.round_records import RoundError, find_round, round_frame
from evaluation.rounds import amend_round, open_round, publish_round, seal_round
from evaluation.trends import compare_editions
from evaluation.verifying import DOCUMENTS, damage, stored, verify_round
from metrics import Window
from tests.feed_files import load_rows
from tests.sample_city import own_city
from warehouse.lake import open_lake
from warehouse.local_time import now

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}), page="rounds")
LEADER = Person("领导", frozenset({Role.LEADER}), page="rounds")
WINDOW = Window(start=date(2026, 4, 1), end=date(2026, 6, 30), as_of=date(2026, 7, 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rounds")


@pytest.fixture(scope="module")
def lake(folder, tmp_path_factory):
    address = own_city(tmp_path_factory)
    with open_lake(address.catalog, address.data, readable=[folder]) as opened:
        yield opened


@pytest.fixture(scope="module")
def story(lake, folder):
    """One round lived through: published, one appeal upheld, sealed early under a signature, amended for late data."""
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
    told["refused_blank"] = refusal(
        lambda: seal_round(lake, EVALUATOR, "2026Q2", "封存", override=" "), RoundError
    )
    told["effect"] = preview_ruling(lake, told["appeal"].appeal_id, "upheld")
    told["ruled"] = rule_appeal(lake, EVALUATOR, told["appeal"].appeal_id, "upheld", "平台故障属实")
    told["sealed"] = seal_round(lake, EVALUATOR, "2026Q2", "封存", override="申诉均已裁定，提前封存")
    told["verified"] = verify_round(lake, "2026Q2")
    told["again"] = seal_round(lake, EVALUATOR, "2026Q2", "再封")
    told["late"] = str(ranked.iloc[0])
    incident = [
        ["事件编号", "部门", "发生日期", "事件类型", "是否确认"],
        ["E-LATE", told["late"], "2026-05-08", "泄露", "是"],
    ]
    load_rows(lake, folder, "incidents", incident, on=date(2026, 7, 10))
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


def test_sealing_before_the_appeal_is_ruled_on_needs_a_signature(lake, story):
    for refused in (story["refused_early"], story["refused_blank"]):
        assert story["appeal"].appeal_id in str(refused)
        assert "申诉期到" in str(refused)
    step = next(step for step in story["sealed"].steps if step.step == "seal")
    assert (step.override, step.taken_by, step.reason) == ("申诉均已裁定，提前封存", "评价员甲", "封存")
    audited = lake.cursor().execute("select detail from audit_log where action = 'seal round'").fetchall()
    assert audited == [("封存（申诉均已裁定，提前封存）",)]


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
    changed = compared.ranking.set_index("department").loc[name]
    assert (changed["total_old"], changed["total_new"]) == tuple(total)
    gone = compared.ledger[compared.ledger["change"] == "removed"]
    assert story["row"]["entry"] in gone["entry"].tolist()


def test_an_amendment_shows_old_and_new_side_by_side_and_both_stay(lake, story):
    """A confirmed incident that came in late: five points less in P1's 5, scored 40, and 2 points off besides."""
    name = story["late"]
    with lake.read() as (cur, _):
        old, new = (
            round_frame(cur, "2026Q2", "ranking", n).set_index("department").loc[name] for n in (2, 3)
        )
        compared = compare_editions(cur, "2026Q2", 2, 3)
        own = compare_editions(cur, "2026Q2", 2, 3, department=name)
    row = compared.ranking.set_index("department").loc[name]
    assert row[["total_old", "total_new"]].tolist() == [old["total"], new["total"]]
    assert row[["rank_old", "rank_new"]].tolist() == [old["rank"], new["rank"]]
    assert new["total"] < old["total"] - 2
    added = own.ledger[own.ledger["change"] == "added"].set_index("code")
    assert added.loc["K1", "points_new"] == -2
    assert added.loc["P1", "points_new"].tolist() != []
    assert "E-LATE" in added.loc["K1", "sentence_new"]
    assert added["points_old"].isna().all()
    assert set(own.ledger["department"]) == {name}


def test_sealing_twice_changes_nothing(story):
    assert len(story["again"].editions) == len(story["sealed"].editions) == 2


def test_a_sealed_round_is_found_again_identically(story):
    assert story["verified"].identical, story["verified"].findings


def test_every_edition_stays_and_verifies(lake, story):
    assert [one.kind for one in story["amended"].editions] == ["published", "sealed", "amendment"]
    for number in (1, 3):  # the second was verified before the late data came, and its hashes are below
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


def flip(cur, document: str, edition: int = 2) -> tuple[str, str]:
    """Change one byte in the middle of a record of a stored document; returns the record before and after."""
    number, content = cur.execute(
        "select number, content from round_records where round_id = '2026Q2' and edition = $edition"
        " and document = $document order by number limit 1",
        {"document": document, "edition": edition},
    ).fetchone()
    middle = len(content) // 2
    changed = content[:middle] + ("x" if content[middle] != "x" else "y") + content[middle + 1 :]
    put(cur, document, number, changed, edition)
    return content, changed


def put(cur, document: str, number: int, content: str, edition: int = 2) -> None:
    cur.execute(
        "update round_records set content = $content where round_id = '2026Q2' and edition = $edition"
        " and document = $document and number = $number",
        {"content": content, "document": document, "number": number, "edition": edition},
    )


@pytest.mark.parametrize("document", sorted(DOCUMENTS))
def test_a_changed_byte_in_any_document_is_found_and_named(lake, story, document):
    with lake.read() as (cur, _):
        one = find_round(cur, "2026Q2").edition(2)
        kept, recorded = stored(cur, one)
    assert list(damage(one, kept, recorded)) == []
    with lake.write("tamper", "change one byte") as cur:
        before, after = flip(cur, document)
        found = list(damage(one, *stored(cur, one)))
    assert [finding.where for finding in found] == [DOCUMENTS[document]]
    with lake.write("tamper", "put back") as cur:
        number = next(n for n, line in enumerate(stored(cur, one)[0][document], 1) if line.content == after)
        put(cur, document, number, before)
        assert list(damage(one, *stored(cur, one))) == []


def test_a_figure_changed_together_with_every_hash_is_found_by_computing_again(lake, story):
    """Who can write to the lake can also write hashes: the result itself has to come out again."""
    with lake.write("tamper", "change a total and the hashes") as cur:
        one = find_round(cur, "2026Q2").edition(3)
        kept, recorded = stored(cur, one)
        first = json.loads(kept["ranking"][0].content)
        forged = {**first, "total": first["total"] + 5}
        put(cur, "ranking", 1, archive.canonical(forged), edition=3)
        changed, _recorded = stored(cur, one)
        hashes = {name: archive.digest(changed[name]) for name in recorded}
        cur.execute(
            "update round_documents set sha256 = $sha"
            " where round_id = '2026Q2' and edition = 3 and document = 'ranking'",
            {"sha": hashes["ranking"]},
        )
        values = {key: value for key, value in vars(one).items() if key != "edition_sha256"}
        cur.execute(
            "update round_editions set edition_sha256 = $sha where round_id = '2026Q2' and edition = 3",
            {"sha": archive.edition_sha256(values, hashes)},
        )
    found = verify_round(lake, "2026Q2", 3).findings
    assert [(finding.what, finding.kept, finding.found) for finding in found] == [
        ("重新计算的结果不同", str(forged["total"]), str(first["total"]))
    ]
    assert found[0].where == f"排名第 1 行 {first['department']} total"


def test_damage_of_every_kind_at_once_is_told_and_never_an_exception(lake, story):
    with lake.write("tamper", "damage everything") as cur:
        one = find_round(cur, "2026Q2").edition(1)
        filled = [document for document, lines in stored(cur, one)[0].items() if lines]
        for document in filled:
            flip(cur, document, edition=1)
        cur.execute("update round_editions set reason = '别的理由' where round_id = '2026Q2' and edition = 1")
        cur.execute(
            "delete from round_documents where round_id = '2026Q2' and edition = 1 and document = 'files'"
        )
    found = verify_round(lake, "2026Q2", 1).findings
    named = {finding.where for finding in found if finding.what == "存档内容被改动"}
    assert named == {DOCUMENTS[document] for document in filled}
    assert set(DOCUMENTS) - set(filled) == {"corrections"}  # nothing had been ruled on when it was published
    assert any(finding.what == "存档登记被改动" for finding in found)


def test_a_ledger_that_does_not_add_up_blocks_publication(lake, monkeypatch):
    open_round(lake, EVALUATOR, "blocked", WINDOW, "试")
    rows = ledger.indicator_rows

    def off_by_little(evaluation, indicator):
        for part in rows(evaluation, indicator):
            yield part.assign(points=part["points"] + 1e-7)

    monkeypatch.setattr(ledger, "indicator_rows", off_by_little)
    with pytest.raises(LedgerError):
        publish_round(lake, EVALUATOR, "blocked", now().date(), "公示")
    with lake.read() as (cur, _):
        found = find_round(cur, "blocked")
    assert (found.state, found.editions, len(found.steps)) == ("draft", (), 1)
