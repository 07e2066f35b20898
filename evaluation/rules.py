"""Rules of rounds, budget and notices: figures the regulation leaves open, from a reference file."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from duckdb import DuckDBPyConnection
from pydantic import Field, ValidationError

from evaluation import queries
from evaluation.records import Finite, Record, Text
from evaluation.scheme import sentence
from language import _
from warehouse.errors import SchemeError

RULES = Path(__file__).resolve().parent.parent / "data" / "reference" / "evaluation_rules.toml"
WorkingDays = Annotated[int, Field(ge=1, le=250)]
Count = Annotated[int, Field(ge=0)]


class Appeals(Record):
    """Days to rule on an appeal, and the largest file taken with one (bytes)."""

    ruling_working_days: WorkingDays
    largest_file_bytes: Annotated[int, Field(ge=1)]


class BudgetRule(Record):
    """A budget rule's name and article."""

    rule_id: Text
    article: Text


class NonResponse(BudgetRule):
    """Article 15: how many requests, unanswered for how long past the deadline, after how many reminders."""

    unanswered_requests: Annotated[int, Field(ge=1)]
    working_days_past_deadline: Count
    reminders: Count


class LowScore(BudgetRule):
    """Article 15: totals below this line put projects off."""

    below: Finite


class Circumstance(Record):
    """A circumstance of article 20 and the indicators whose facts belong to it."""

    code: Text
    article: Text
    title: Text
    indicators: list[Text]


class Notices(Record):
    """Working days to rectify, and the circumstances."""

    working_days: WorkingDays
    circumstances: Annotated[list[Circumstance], Field(min_length=1)]


class Rules(Record):
    """All of them; `text` of the file is what a round keeps."""

    appeal: Appeals
    non_response: NonResponse
    not_pooled: BudgetRule
    low_score: LowScore
    arrange: BudgetRule
    notice: Notices


def rules_text(path: Path = RULES) -> str:
    """The rules file as text; raises SchemeError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as refused:
        raise SchemeError(_("评价规则文件无法读取。"), f"{path}：{refused}") from None


def parse_rules(text: str, where: str) -> Rules:
    """The rules written in `text` (TOML); raises SchemeError naming every problem at once."""
    try:
        return Rules.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as refused:
        raise SchemeError(_("评价规则不是合法的 TOML 文件。"), f"{where}：{refused}") from None
    except ValidationError as refused:
        problems = [f"{' · '.join(str(part) for part in e['loc'])}：{sentence(e)}" for e in refused.errors()]
        raise SchemeError(
            _("评价规则有 {n} 处问题，未予采用：").format(n=len(problems)) + "\n" + "\n".join(problems),
            where,
            _("请逐条修改后重试。"),
        ) from None


def load_rules(path: Path = RULES) -> Rules:
    """The rules in force."""
    return parse_rules(rules_text(path), str(path))


def working_day_after(cur: DuckDBPyConnection, day: date, working_days: int) -> tuple[date, bool]:
    """The day on which `working_days` working days after `day` have passed, and whether it is provisional.

    The day itself is day 0 (DOMAIN.md §3); the calendar is the lake's.
    """
    found = queries.rows(cur, "working_day_after", day=day, working_days=working_days)
    if not found:
        raise SchemeError(_("期限超出工作日历的范围。"), f"{day + timedelta(working_days)}")
    return found[0]["day"], bool(found[0]["provisional"])
