"""Stored schemes: every change is a version of its own, and export and import give the same scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from access import AccessError, Person, Role
from evaluation.records import Scheme
from evaluation.scheme import SCHEMES, load_scheme, parse_scheme, scheme_hash
from evaluation.scheme_store import (
    current_scheme,
    save_scheme,
    scheme_raw,
    scheme_toml,
    scheme_versions,
    stored_scheme,
)
from metrics import METRICS
from tests.property.evaluations import schemes
from warehouse.errors import SchemeError
from warehouse.lake import Lake

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}))
OTHER = Person("评价员乙", frozenset({Role.EVALUATOR}))


@pytest.mark.parametrize("file", sorted(SCHEMES.glob("*.toml")), ids=lambda file: file.stem)
def test_export_and_import_give_the_same_scheme(file: Path) -> None:
    scheme = load_scheme(file)
    text = scheme_toml(scheme)
    again = parse_scheme(text, "export")
    assert again == scheme
    assert scheme_hash(again) == scheme_hash(scheme)
    assert scheme_toml(again) == text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(schemes())
def test_any_scheme_survives_the_round_trip(scheme: Scheme) -> None:
    text = scheme_toml(scheme)
    assert Scheme.model_validate(scheme_raw(scheme)) == scheme
    assert scheme_toml(Scheme.model_validate(scheme_raw(scheme))) == text


def test_a_change_is_a_new_version_and_the_old_one_stays_as_it_was(lake: Lake) -> None:
    default = load_scheme()
    first = save_scheme(lake, EVALUATOR, scheme_toml(default), "采用默认方案", known_metrics=METRICS)
    changed = default.model_copy(update={"minimum_coverage": 0.7})
    second = save_scheme(lake, OTHER, scheme_toml(changed), " 提高数据要求 ", known_metrics=METRICS)
    assert [(one.version, one.based_on) for one in (first, second)] == [(1, None), (2, 1)]
    assert (second.saved_by, second.reason) == ("评价员乙", "提高数据要求")
    with lake.read() as (cur, _):
        assert [one.version for one in scheme_versions(cur)] == [2, 1]
        kept = stored_scheme(cur, default.code, 1)
        assert kept is not None
        assert (kept.toml, kept.scheme) == (first.toml, default)
        assert current_scheme(cur) == changed
        rows = cur.execute("select count(*) from schemes").fetchone()
        audited = cur.execute(
            "select subject, detail from audit_log where action = 'save scheme' order by acted_at"
        ).fetchall()
    assert rows == (2,)
    assert audited == [
        ("scheme sharing-default v1", "采用默认方案"),
        ("scheme sharing-default v2", "提高数据要求"),
    ]


def test_saving_the_same_again_adds_nothing(lake: Lake) -> None:
    text = scheme_toml(load_scheme())
    first = save_scheme(lake, EVALUATOR, text, "采用")
    layout_only = "# 另一种排版\n" + text
    assert save_scheme(lake, OTHER, layout_only, "再存") == first
    with lake.read() as (cur, _):
        assert len(scheme_versions(cur)) == 1


def test_going_back_to_an_earlier_scheme_is_a_new_version_too(lake: Lake) -> None:
    default = load_scheme()
    changed = default.model_copy(update={"minimum_coverage": 0.7})
    for scheme in (default, changed, default):
        saved = save_scheme(lake, EVALUATOR, scheme_toml(scheme), "修改")
    assert (saved.version, saved.based_on, saved.scheme) == (3, 2, default)


def test_all_problems_are_named_at_once_and_nothing_is_stored(lake: Lake) -> None:
    text = (
        scheme_toml(load_scheme())
        .replace("weight = 40.0", "weight = 41.0", 1)
        .replace('"on_time_rate"', '"on_tim_rate"')
    )
    text = text.replace("minimum_log_days = 0.8", "minimum_log_days = 1.8")
    with pytest.raises(SchemeError) as refused:
        save_scheme(lake, EVALUATOR, text, "试", known_metrics=METRICS)
    said = str(refused.value)
    for sentence in ("有 3 处问题", "权重合计为 101，应为 100", "on_tim_rate", "不得大于 1"):
        assert sentence in said
    with lake.read() as (cur, _):
        assert scheme_versions(cur) == []
        assert stored_scheme(cur) is None


def test_a_version_needs_a_reason_and_an_evaluator(lake: Lake) -> None:
    text = scheme_toml(load_scheme())
    with pytest.raises(SchemeError):
        save_scheme(lake, EVALUATOR, text, "  ")
    with pytest.raises(AccessError):
        save_scheme(lake, Person("领导", frozenset({Role.LEADER})), text, "采用")


def test_a_version_that_was_never_saved_is_refused_by_name(lake: Lake) -> None:
    save_scheme(lake, EVALUATOR, scheme_toml(load_scheme()), "采用")
    with lake.read() as (cur, _), pytest.raises(SchemeError) as refused:
        stored_scheme(cur, "sharing-default", 9)
    assert "sharing-default v9" in str(refused.value)
