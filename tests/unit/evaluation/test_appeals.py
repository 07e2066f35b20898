"""Appeals against a published ledger: what may be filed, what a ruling does, and that nothing is ever deleted."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from access import AccessError, Person, Role
from evaluation.appeal_records import list_appeals, rulings_of
from evaluation.appeals import AppealError, appeal_file, file_appeal, preview_ruling, rule_appeal
from evaluation.ledger import CONTESTABLE
from evaluation.round_records import RoundError, round_frame
from evaluation.rules import load_rules, working_day_after
from exports.appeal_sheet import write_appeals

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}))
LEADER = Person("领导", frozenset({Role.LEADER}))


@pytest.fixture(scope="module")
def ledger(published_lake):
    with published_lake.read() as (cur, _):
        return round_frame(cur, "2026Q2", "ledger")


@pytest.fixture(scope="module")
def rows(published_lake, ledger):
    """Two facts of the ranked department with the most rates' facts, heaviest first."""
    with published_lake.read() as (cur, _):
        ranking = round_frame(cur, "2026Q2", "ranking")
    ranked = ranking[ranking["total"].notna()]["department"]
    facts = ledger[
        (ledger["kind"] == "evidence") & (ledger["code"] == "C1") & ledger["department"].isin(ranked)
    ]
    name = facts["department"].value_counts().index[0]
    return facts[facts["department"] == name].sort_values(["points", "entry"]).head(2).to_dict("records")


@pytest.fixture(scope="module")
def clerk(rows):
    return Person("专员", frozenset({Role.DEPARTMENT}), department=rows[0]["department"])


@pytest.fixture(scope="module")
def story(published_lake, rows, clerk):
    """One fact contested, rejected, then upheld in part on second thoughts."""
    lake = published_lake
    filed = file_appeal(lake, clerk, "2026Q2", rows[0]["entry"], " 字段已补 ", [("说明.txt", b"proof")])
    rejected = rule_appeal(lake, EVALUATOR, filed.appeal_id, "rejected", "证据不足")
    effect = preview_ruling(lake, filed.appeal_id, "partly", 0.5)
    partly = rule_appeal(lake, EVALUATOR, filed.appeal_id, "partly", "补交了材料", 0.5)
    return {"filed": filed, "rejected": rejected, "effect": effect, "partly": partly}


def test_an_appeal_keeps_the_row_the_text_the_file_and_its_deadline(published_lake, rows, clerk, story):
    filed = story["filed"]
    assert (filed.entry, filed.points, filed.sentence) == tuple(
        rows[0][k] for k in ("entry", "points", "sentence")
    )
    assert (filed.statement, filed.filed_by, filed.files, filed.ruling) == (
        "字段已补",
        "专员",
        ["说明.txt"],
        None,
    )
    with published_lake.read() as (cur, _):
        assert appeal_file(cur, clerk, filed.appeal_id, "说明.txt") == b"proof"
        due, _provisional = working_day_after(
            cur, filed.filed_at.date(), load_rules().appeal.ruling_working_days
        )
        assert filed.rule_by == due


def test_a_rejected_appeal_changes_nothing(story):
    ruled = story["rejected"]
    assert (ruled.score_before, ruled.rank_before) == (ruled.score_after, ruled.rank_after)
    assert ruled.correction is None


def test_a_later_ruling_supersedes_and_both_stay_readable(published_lake, story):
    effect, partly = story["effect"], story["partly"]
    assert effect.score_after > effect.score_before
    assert (partly.score_before, partly.score_after, partly.rank_before, partly.rank_after) == (
        effect.score_before, effect.score_after, effect.rank_before, effect.rank_after
    )  # fmt: skip
    assert partly.correction is not None
    assert partly.correction.share == 0.5
    with published_lake.read() as (cur, _):
        kept = rulings_of(cur, partly.appeal_id)
        assert len(list_appeals(cur, "2026Q2")) == 1
    assert kept["ruling"].tolist() == ["rejected", "partly"]
    assert kept["reason"].tolist() == ["证据不足", "补交了材料"]


def test_the_department_named_by_the_effect_is_the_one_that_moved(story, rows):
    moved = story["effect"].moved.set_index("department")
    assert rows[0]["department"] in moved.index
    others = moved.drop(rows[0]["department"])
    assert (others["total_before"].isna() | (others["total_before"] == others["total_after"])).all()


def refused(call, kind=AppealError):
    with pytest.raises(kind) as caught:
        call()
    return str(caught.value)


def test_what_may_not_be_filed(published_lake, ledger, rows, clerk):
    lake, entry = published_lake, rows[1]["entry"]
    arithmetic = ledger[~ledger["kind"].isin(CONTESTABLE) & (ledger["department"] == clerk.department)].iloc[
        0
    ]["entry"]
    foreign = ledger[(ledger["kind"] == "evidence") & (ledger["department"] != clerk.department)].iloc[0][
        "entry"
    ]
    large = b"x" * (load_rules().appeal.largest_file_bytes + 1)
    assert "请写明申诉理由" in refused(lambda: file_appeal(lake, clerk, "2026Q2", entry, "  "))
    assert "没有这一行" in refused(lambda: file_appeal(lake, clerk, "2026Q2", "C1-unknown", "理由"))
    assert "不是事实" in refused(lambda: file_appeal(lake, clerk, "2026Q2", arithmetic, "理由"))
    assert "附件超过 10 MB" in refused(
        lambda: file_appeal(lake, clerk, "2026Q2", entry, "理由", [("大.bin", large)])
    )
    twice = [("a.txt", b"1"), ("a.txt", b"2")]
    assert "重名" in refused(lambda: file_appeal(lake, clerk, "2026Q2", entry, "理由", twice))
    refused(lambda: file_appeal(lake, clerk, "2026Q2", foreign, "理由"), AccessError)
    refused(lambda: file_appeal(lake, LEADER, "2026Q2", entry, "理由"), AccessError)
    refused(lambda: file_appeal(lake, clerk, "2026Q9", entry, "理由"), RoundError)
    with lake.read() as (cur, _):
        assert [one.entry for one in list_appeals(cur, "2026Q2")] == [rows[0]["entry"]]


def test_rulings_need_an_evaluator_a_reason_and_a_known_word(published_lake, story):
    lake, appeal_id = published_lake, story["filed"].appeal_id
    refused(lambda: rule_appeal(lake, LEADER, appeal_id, "upheld", "理由"), AccessError)
    assert "须写明理由" in refused(lambda: rule_appeal(lake, EVALUATOR, appeal_id, "upheld", " "))
    assert "只能是支持" in refused(lambda: rule_appeal(lake, EVALUATOR, appeal_id, "maybe", "理由"))
    for share in (None, 0.0, 1.0, 1.5):
        assert "0 与 1 之间" in refused(
            lambda s=share: rule_appeal(lake, EVALUATOR, appeal_id, "partly", "理由", s)
        )
    assert "没有这一申诉" in refused(lambda: preview_ruling(lake, "2026Q2-9999", "upheld"))


def test_a_second_appeal_about_the_same_row_waits_for_the_first(published_lake, rows, clerk):
    lake, entry = published_lake, rows[1]["entry"]
    file_appeal(lake, clerk, "2026Q2", entry, "第一次")
    assert "尚未裁定" in refused(lambda: file_appeal(lake, clerk, "2026Q2", entry, "第二次"))


def test_a_file_that_was_changed_is_not_handed_out(published_lake, clerk, story):
    lake, appeal_id = published_lake, story["filed"].appeal_id
    with lake.write("tamper", "change a file") as cur:
        cur.execute(
            "update appeal_files set content = 'other'::blob where appeal_id = $id", {"id": appeal_id}
        )
    with lake.read() as (cur, _):
        assert "与提交时不一致" in refused(lambda: appeal_file(cur, clerk, appeal_id, "说明.txt"))


def test_the_list_with_deadlines_exports_to_excel(published_lake, tmp_path):
    with published_lake.read() as (cur, _):
        appeals = list_appeals(cur, "2026Q2")
    write_appeals(appeals, tmp_path / "appeals.xlsx", date(2099, 1, 1))
    sheet = openpyxl.load_workbook(tmp_path / "appeals.xlsx").worksheets[0]
    text = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    for one in appeals:
        line = next(cells for cells in text if one.appeal_id in cells)
        assert any(one.rule_by.isoformat() in cell for cell in line)
        assert one.statement in line
