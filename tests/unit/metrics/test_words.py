"""Words for codes: one vocabulary for pages, workbooks and the digest; a state is read by what its rows are about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.feeds import FEEDS
from metrics import METRICS
from metrics.words import CATALOGUE_FINDINGS, USE_CLASSES, WORDS, word, words_of

JUDGED = Path(__file__).parents[3] / "warehouse" / "macros" / "15_judged_versions.sql"


@pytest.mark.parametrize(
    ("columns", "late"),
    [
        (METRICS["overdue_requests"].columns, "逾期答复"),
        (METRICS["reply_days"].columns, "逾期答复"),
        (METRICS["late_corrections"].columns, "逾期办结"),
        (METRICS["late_catalogue_updates"].columns, "逾期办结"),
        (METRICS["log_coverage"].columns, None),
        (METRICS["freshness_summary"].columns, None),
    ],
)
def test_a_late_state_is_a_requests_or_another_deadlines(columns: dict[str, str], late: str | None) -> None:
    assert words_of("state", columns).get("late") == late


@pytest.mark.parametrize("name", ["freshness_by_resource", "freshness_summary", "stale_resources_now"])
def test_a_resources_state_is_its_freshness(name: str) -> None:
    assert words_of("state", METRICS[name].columns)["delinquent"] == "严重逾期"
    assert words_of("state", METRICS[name].columns)["undeclared"] == "未申报频度"


def test_the_words_of_uses_are_those_of_the_reconciliation() -> None:
    titles = METRICS["use_reconciliation"].columns
    assert {code: titles[code] for code in USE_CLASSES} == USE_CLASSES


def test_every_kind_of_catalogue_finding_has_its_word() -> None:
    told = set(re.findall(r"'finding': '(\w+)'", JUDGED.read_text(encoding="utf-8")))
    assert told == set(CATALOGUE_FINDINGS)


def test_a_code_without_a_word_and_a_column_without_codes_stay_as_they_are() -> None:
    assert word("share_type", "conditional") == "有条件共享"
    assert word("share_type", "somewhere") == "somewhere"
    assert word("department", "conditional") == "conditional"
    assert words_of("department", ["department"]) == {}
    assert WORDS["feed"] == {name: feed.title for name, feed in FEEDS.items()}
