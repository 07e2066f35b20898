"""Two evaluators at the same round at once: nobody's step is built on what the other has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from access import Person, Role
from evaluation import appeals, rounds
from evaluation.appeal_records import Appeal, list_appeals, rulings_of
from evaluation.appeals import AppealError, file_appeal, rule_appeal
from evaluation.round_records import RoundError, find_round, round_frame
from evaluation.rounds import amend_round, publish_round, seal_round
from tests.unit.evaluation.march import EVALUATOR, judge_answers_only, march_town, publish
from warehouse.lake import Lake
from warehouse.local_time import now

SECOND = Person("评价员乙", frozenset({Role.EVALUATOR}))
UNTIL = now().date() + timedelta(days=5)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    folder = tmp_path_factory.mktemp("at_once")
    with march_town(tmp_path_factory, folder) as opened:
        judge_answers_only(opened)
        yield opened


def published(lake: Lake, round_id: str) -> Appeal:
    """A round of its own with one appeal that waits for its ruling."""
    publish(lake, round_id)
    with lake.read() as (cur, _):
        ledger = round_frame(cur, round_id, "ledger")
    entry = ledger[ledger["kind"] == "evidence"]["entry"].iloc[0]
    return file_appeal(lake, EVALUATOR, round_id, entry, "答复日期有误")


def meanwhile(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, act: Callable[[], object]) -> None:
    """Let somebody else act once, right after `name` has computed and before its result is written."""
    compute, waiting = getattr(module, name), [act]

    def computed(*arguments: Any, **options: Any) -> Any:
        found = compute(*arguments, **options)
        while waiting:
            waiting.pop()()
        return found

    monkeypatch.setattr(module, name, computed)


def editions(lake: Lake, round_id: str) -> list[str]:
    with lake.read() as (cur, _):
        return [one.kind for one in find_round(cur, round_id).editions]


def test_a_round_is_not_sealed_without_a_ruling_made_meanwhile(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    appeal = published(lake, "ruled")
    meanwhile(
        monkeypatch, rounds, "compute", lambda: rule_appeal(lake, SECOND, appeal.appeal_id, "upheld", "属实")
    )
    with pytest.raises(RoundError, match="计算期间"):
        seal_round(lake, EVALUATOR, "ruled", "封存", override="提前")
    assert editions(lake, "ruled") == ["published"]
    assert seal_round(lake, EVALUATOR, "ruled", "封存", override="提前").state == "sealed"
    with lake.read() as (cur, _):
        assert len(round_frame(cur, "ruled", "corrections")) == 1


def test_a_round_published_anew_meanwhile_is_neither_sealed_nor_published_from_older_data(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(lake, "anew")
    meanwhile(monkeypatch, rounds, "compute", lambda: publish_round(lake, SECOND, "anew", UNTIL, "更正"))
    with pytest.raises(RoundError, match="计算期间"):
        seal_round(lake, EVALUATOR, "anew", "封存", override="提前")
    meanwhile(monkeypatch, rounds, "compute", lambda: publish_round(lake, SECOND, "anew", UNTIL, "再更正"))
    with pytest.raises(RoundError, match="计算期间"):
        publish_round(lake, EVALUATOR, "anew", UNTIL, "公示")
    assert editions(lake, "anew") == ["published"] * 3


def test_two_amendments_at_once_are_made_one_after_the_other(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(lake, "amended")
    seal_round(lake, EVALUATOR, "amended", "封存", override="提前")
    meanwhile(monkeypatch, rounds, "compute", lambda: amend_round(lake, SECOND, "amended", "迟到数据"))
    with pytest.raises(RoundError, match="计算期间"):
        amend_round(lake, EVALUATOR, "amended", "迟到数据")
    assert editions(lake, "amended") == ["published", "sealed", "amendment"]


def test_of_two_rulings_at_once_the_second_is_refused(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    appeal = published(lake, "twice")
    number = appeal.appeal_id
    meanwhile(
        monkeypatch, appeals, "preview_ruling", lambda: rule_appeal(lake, SECOND, number, "upheld", "是")
    )
    with pytest.raises(AppealError, match="其间已有新的裁定"):
        rule_appeal(lake, EVALUATOR, number, "rejected", "否")
    with lake.read() as (cur, _):
        assert rulings_of(cur, number)["ruled_by"].tolist() == ["评价员乙"]


def test_nobody_supersedes_a_ruling_unseen(lake: Lake) -> None:
    seen = published(lake, "unseen")
    rule_appeal(lake, SECOND, seen.appeal_id, "upheld", "属实", known=seen)
    with pytest.raises(AppealError, match="其间已有新的裁定"):
        rule_appeal(lake, EVALUATOR, seen.appeal_id, "rejected", "不属实", known=seen)
    with lake.read() as (cur, _):
        (now_seen,) = list_appeals(cur, "unseen")
    assert now_seen.ruling == "upheld"
    later = rule_appeal(lake, EVALUATOR, seen.appeal_id, "rejected", "补充核实", known=now_seen)
    assert (later.ruling, later.ruled_by) == ("rejected", "评价员甲")
