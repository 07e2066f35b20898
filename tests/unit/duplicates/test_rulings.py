"""Rulings are remembered, never overwritten, and come back only when items change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from access import AccessError, Person, Role
from duplicates.errors import DuplicatesError
from duplicates.find import find
from duplicates.precision import observed_precision, wilson
from duplicates.rulings import Ruling, rule, withdraw_alias
from duplicates.store import compare_and_store, import_elements, read_findings, read_rulings
from tests.unit.duplicates.test_find import AGAIN
from ui.readings.duplicates import superseded

PROJECT = Path(__file__).resolve().parents[3]
PENDING = (PROJECT / "ui" / "sql" / "pending.sql").read_text(encoding="utf-8")
DIGEST = (PROJECT / "exports" / "sql" / "digest_duplicates.sql").read_text(encoding="utf-8")
YES = Ruling("confirmed", "学生家长已在民政部门填报")


@pytest.fixture
def judged(town, evaluator):
    """The id of the one resource finding of a compared town."""
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    frame = compare_and_store(town.lake, evaluator).frame
    return frame[frame["kind"] == "resource"].iloc[0]["finding_id"]


def state(town, evaluator, finding: str):
    with town.lake.read() as (cur, _):
        return read_findings(cur, evaluator, finding).iloc[0]["state"]


def test_a_ruling_is_stored_with_reason_author_and_audit(town, evaluator, judged):
    assert state(town, evaluator, judged) == "open"
    assert rule(town.lake, evaluator, [judged], YES) == 1
    assert state(town, evaluator, judged) == "confirmed"
    with town.lake.read() as (cur, _):
        row = read_rulings(cur, evaluator, judged).iloc[0]
        audit = cur.execute(
            "select person, action, subject from audit_log where action = 'rule finding'"
        ).fetchall()
    assert (row.reason, row.ruled_by) == (YES.reason, "张敏")
    assert list(row.item_names) == [
        "低保证编号",
        "保障人口数",
        "月保障金额",
        "致贫的原因",
    ]  # identification is no part of a ruling
    assert audit == [("张敏", "rule finding", f"finding {judged}")]


def test_a_later_ruling_supersedes_and_both_stay(town, evaluator, judged):
    rule(town.lake, evaluator, [judged], YES)
    rule(
        town.lake,
        replace(evaluator, name="李强"),
        [judged],
        Ruling("justified", "另有规定", "《社会救助暂行办法》第十条"),
    )
    assert state(town, evaluator, judged) == "justified"
    with town.lake.read() as (cur, _):
        rulings = read_rulings(cur, evaluator, judged)
    assert rulings["verdict"].tolist() == ["confirmed", "justified"]
    assert rulings["ruled_by"].tolist() == ["张敏", "李强"]


def test_a_ruled_pair_stays_ruled_until_its_items_change(town, evaluator, judged):
    rule(town.lake, evaluator, [judged], Ruling("wrong", "不是同一批人"))
    town.resource("C1", "林业局", "古树名木信息", ["树种", "胸径"], source="process")
    compare_and_store(town.lake, evaluator)
    assert state(town, evaluator, judged) == "wrong"
    written = ("姓名", "公民身份号码", "低保证编号", "保障 人口数", "月保障金额", "致贫的原因", "就读学校")
    town.resource("B1", "教育局", "困难学生家庭信息", written, published=date(2022, 9, 1))
    compare_and_store(town.lake, evaluator)
    assert state(town, evaluator, judged) == "wrong"  # only a blank more
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN[:-1], published=date(2022, 9, 1))
    compare_and_store(town.lake, evaluator)
    assert state(town, evaluator, judged) == "returned"


def test_a_confirmed_alias_improves_later_runs(town, evaluator, judged):
    town.resource("D1", "林业局", "护林员家庭信息", ["致贫的原因", "护林证号"], published=date(2023, 1, 1))
    before = find(town.lake).frame
    rule(town.lake, evaluator, [judged], YES, [("致贫的原因", "致贫原因")])
    after = find(town.lake).frame
    row = after[after["finding_id"] == judged].iloc[0]
    pair = next(pair for pair in row.pairs if pair["item"] == "致贫的原因")
    assert (pair["reason"], pair["confirmed_by"]) == ("confirmed_alias", "张敏")
    assert pair["confirmed_at"] is not None
    assert row["score"] > before[before["finding_id"] == judged].iloc[0]["score"]
    new = set(after["finding_id"]) - set(before["finding_id"])
    elements = after[after["finding_id"].isin(new) & (after["kind"] == "element")]
    assert sorted(elements["department"]) == ["教育局", "林业局"]  # found now because the name is known
    withdraw_alias(town.lake, evaluator, "致贫的原因")
    assert set(find(town.lake).frame["finding_id"]) == set(before["finding_id"])


def test_only_pairs_found_by_similarity_can_become_aliases(town, evaluator, judged):
    with pytest.raises(DuplicatesError, match="就读学校＝家庭人均收入"):
        rule(town.lake, evaluator, [judged], YES, [("就读学校", "家庭人均收入")])
    assert state(town, evaluator, judged) == "open"  # nothing of it was kept


def test_bulk_ruling_is_previewed_and_all_or_nothing(town, evaluator, judged):
    """The preview names every finding and the ruling it would supersede."""
    rule(town.lake, evaluator, [judged], Ruling("wrong", "不是同一批人"))
    with town.lake.read() as (cur, _):
        findings = read_findings(cur, evaluator)
    ids = findings["finding_id"].tolist()
    shown = superseded(findings)
    assert len(ids) == 4
    assert shown["sentence"].tolist()[0].startswith("教育局采集的 7 项中，有 6 项民政局已经共享")
    assert shown["state"].tolist() == ["误报", "待裁定", "待裁定", "待裁定"]
    assert shown["former"].tolist() == ["张敏：不是同一批人", "", "", ""]
    with pytest.raises(DuplicatesError, match="X404"):
        rule(town.lake, evaluator, [*ids, "X404"], YES)
    assert state(town, evaluator, judged) == "wrong"
    assert rule(town.lake, evaluator, ids, YES) == 4
    assert {state(town, evaluator, name) for name in ids} == {"confirmed"}


@pytest.mark.parametrize(
    ("ruling", "missing"),
    [
        (Ruling("confirmed", " "), "理由"),
        (Ruling("justified", "有依据"), "法律、法规"),
        (Ruling("perhaps", "x"), "裁定只能是"),
    ],
)
def test_incomplete_rulings_are_refused(town, evaluator, judged, ruling, missing):
    with pytest.raises(DuplicatesError, match=missing):
        rule(town.lake, evaluator, [judged], ruling)


@pytest.mark.parametrize("role", [Role.LEADER, Role.UPLOADER, Role.DEPARTMENT, Role.ADMINISTRATOR])
def test_only_evaluators_rule(town, judged, role):
    with pytest.raises(AccessError):
        rule(town.lake, Person("某人", frozenset({role}), "教育局"), [judged], YES)


def test_a_department_reads_only_its_own_collecting(town, judged):
    with town.lake.read() as (cur, _):
        own = read_findings(cur, Person("王", frozenset({Role.DEPARTMENT}), "教育局"))
        others = read_findings(cur, Person("赵", frozenset({Role.DEPARTMENT}), "民政局"))
        leader = read_findings(cur, Person("周", frozenset({Role.LEADER})))
    assert set(own["department"]) == {"教育局"}
    assert others.empty
    assert len(leader) == len(own) == 4


def test_precision_is_observed_from_rulings(town, evaluator, judged):
    with town.lake.read() as (cur, _):
        band = read_findings(cur, evaluator, judged).iloc[0]["band"]
        assert observed_precision(cur).empty
    rule(town.lake, evaluator, [judged], YES)
    with town.lake.read() as (cur, _):
        row = observed_precision(cur).iloc[0]
    assert (row["band"], row["ruled"], row["right"], row["precision"]) == (band, 1, 1, 1.0)
    assert (row["smallest"], row["largest"]) == (2, 2)


def test_wilson_by_hand():
    """8 of 10, z = 1.96: centre (0.8 + 0.19207)/1.38415, half-width 1.96·√(0.016 + 0.009604)/1.38415."""
    lower, upper = wilson(8, 10)
    assert round(lower, 3) == 0.490
    assert round(upper, 3) == 0.943
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_city_adds_elements(town, evaluator, judged):
    before = find(town.lake).frame["finding_id"]
    assert (
        import_elements(
            town.lake, evaluator, "element,role,aliases\n就读地,data,就读学校、家庭人均收入\n", "x.csv"
        )
        == 1
    )
    after = find(town.lake).frame
    new = after[~after["finding_id"].isin(before)]
    assert [row.pairs[0]["element"] for row in new.itertuples()] == ["就读地"]
    with pytest.raises(AccessError):
        import_elements(
            town.lake, Person("某", frozenset({Role.UPLOADER})), "element,aliases\n甲,乙\n", "x.csv"
        )


def test_a_ruled_pair_does_not_come_back_when_the_dictionary_grows(town, evaluator, judged):
    """Imported elements give an element finding another id; pair and items are the same, so is the ruling."""
    with town.lake.read() as (cur, _):
        frame = read_findings(cur, evaluator)
    ids = frame["finding_id"].tolist()
    rule(town.lake, evaluator, ids, Ruling("justified", "另有规定", "《社会救助暂行办法》第十条"))
    import_elements(town.lake, evaluator, "element,aliases\n救助金额,月保障金额\n", "x.csv")
    compare_and_store(town.lake, evaluator)
    with town.lake.read() as (cur, _):
        after = read_findings(cur, evaluator)
    assert set(after["finding_id"]) != set(ids)
    assert after["state"].tolist() == ["justified"] * 4
    new = after.loc[~after["finding_id"].isin(ids), "finding_id"].tolist()
    rule(town.lake, evaluator, new, Ruling("wrong", "口径不同"))
    with town.lake.read() as (cur, _):
        states = read_findings(cur, evaluator).set_index("finding_id")["state"]
    assert states[new].tolist() == ["wrong"]
    assert sorted(states) == ["justified"] * 3 + ["wrong"]


def test_what_waits_is_counted_alike_everywhere(town, evaluator, judged):
    """Four findings, one ruled, its items change: 4, 3 and again 4 wait in the list, the worklist and the digest."""

    def waiting() -> tuple[int, int, int]:
        with town.lake.read() as (cur, _):
            listed = int(read_findings(cur, evaluator)["state"].isin(["open", "returned"]).sum())
            pending = cur.execute(PENDING, {"since": "2000-01-01"}).fetchall()
            digest = len(cur.execute(DIGEST, {"since": "2000-01-01"}).fetchall())
        return listed, next(amount for kind, amount, _ in pending if kind == "duplicates"), digest

    assert waiting() == (4, 4, 4)
    rule(town.lake, evaluator, [judged], YES)
    assert waiting() == (3, 3, 3)
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN[:-1], published=date(2022, 9, 1))
    compare_and_store(town.lake, evaluator)
    assert state(town, evaluator, judged) == "returned"
    assert waiting() == (4, 4, 4)
