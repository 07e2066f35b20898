"""An evaluation scheme as records: indicators, dimensions, grades, vetoes, bonus and deduction items."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{1,40}$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]

TOTAL = "total"
"""Code of the whole index, parent of the dimensions that name none."""


class Record(BaseModel):
    """A line of a scheme: immutable, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Goalposts(Record):
    """Score by position between two fixed values, worst and best as the indicator's direction says."""

    rule: Literal["goalposts"]
    low: Finite
    high: Finite
    transform: Literal["linear", "log"] = "linear"
    cap: bool = True

    @model_validator(mode="after")
    def _ordered(self) -> Goalposts:
        if self.low >= self.high:
            raise ValueError(f"下限 low（{self.low:g}）必须小于上限 high（{self.high:g}）")
        if self.transform == "log" and (self.low <= 0 or not self.cap):
            raise ValueError("对数变换（log）要求下限 low 大于 0，并且 cap = true")
        return self


class Step(Record):
    """From `at_least` on, a value earns `score` (on the scheme's scale)."""

    at_least: Finite
    score: Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Steps(Record):
    """Score by ranges; a value below the first threshold earns the first score."""

    rule: Literal["steps"]
    steps: Annotated[list[Step], Field(min_length=2)]

    @model_validator(mode="after")
    def _ascending(self) -> Steps:
        floors = [step.at_least for step in self.steps]
        if any(a >= b for a, b in pairwise(floors)):
            raise ValueError("分档的 at_least 必须从小到大，且不得重复")
        return self


class Source(Record):
    """Where a figure comes from: a metric's columns, the feeds it needs, and the rows that prove it.

    A metric of the kind "evidence" (one row per fact) is counted: its value is the number of rows. Evidence
    rows weigh the same, or as the column `evidence_weight` says; rows with the same `evidence_case` share one
    case. `cases_column` counts independent cases where the denominator counts something finer.
    """

    metric: Text | None = None
    value_column: Text = "value"
    numerator_column: Text = "numerator"
    denominator_column: Text = "denominator"
    evidence: Text | None = None
    evidence_weight: Text | None = None
    evidence_case: Text | None = None
    cases_column: Text | None = None
    feeds: list[Text] = []
    planned: bool = False


class Indicator(Source):
    """One indicator; a changed meaning is a new code.

    `shrink` draws a rate towards its peer group's mean as far as its sample is small. `peer_groups` are the
    groups it is asked of (empty: all).
    """

    code: Code
    title: Text
    article: Text
    unit: Text
    direction: Literal["higher", "lower"]
    weight: Positive
    dimension: Code
    column: Text | None = None
    scoring: Annotated[Goalposts | Steps, Field(discriminator="rule")]
    minimum_sample: Annotated[int, Field(ge=0)] = 0
    missing: Literal["not_scored", "zero", "zero_with_cases"] = "not_scored"
    shrink: bool = False
    peer_groups: list[Text] = []
    rationale: Text

    @model_validator(mode="after")
    def _steps_follow_direction(self) -> Indicator:
        if isinstance(self.scoring, Steps):
            scores = [step.score for step in self.scoring.steps]
            if scores != sorted(scores, reverse=self.direction == "lower"):
                raise ValueError("分档得分的走向与 direction 不一致：数值改善时得分不得下降")
        return self

    @property
    def values_column(self) -> str:
        """Column of a values file that holds this indicator."""
        return self.column or self.code


class Dimension(Record):
    """A group of indicators, or of further dimensions naming it as their parent."""

    code: Code
    title: Text
    weight: Positive
    parent: Code = TOTAL
    aggregation: Literal["arithmetic", "geometric"] = "arithmetic"


class Grade(Record):
    """Totals from `floor` on earn this grade."""

    title: Text
    floor: Finite


class Adjustment(Source):
    """Bonus or deduction: `per_unit` points for every unit of the value, at most `cap` points."""

    code: Code
    title: Text
    article: Text
    kind: Literal["bonus", "deduction"]
    per_unit: Positive
    cap: Positive
    rationale: Text


class Veto(Source):
    """A condition that limits the grade to at most `grade_at_most`; the points stay as they are."""

    code: Code
    title: Text
    article: Text
    indicator: Code | None = None
    comparison: Literal["<", "<=", ">", ">="]
    threshold: Finite
    minimum_sample: Annotated[int, Field(ge=0)] = 0
    grade_at_most: Text
    rationale: Text

    @model_validator(mode="after")
    def _one_source(self) -> Veto:
        if (self.indicator is None) == (self.metric is None):
            raise ValueError("否决项须且只须写明 indicator 或 metric 之一")
        return self


class Rounding(Record):
    """How totals are rounded (halves up) and whether ranks compare rounded or unrounded totals."""

    digits: Annotated[int, Field(ge=0, le=6)] = 2
    when: Literal["before_ranking", "after_ranking"] = "before_ranking"


class SchemeHead(Record):
    """What a scheme says once. `scale` is full marks; weights of each level add up to `weight_total`.

    No rank where less than `minimum_coverage` of the weight that could be asked of a department is scored, or
    less than `minimum_scored` of the whole weight. Indicators read from logs need `minimum_log_days` of the
    period's days delivered.
    """

    code: Code
    title: Text
    edition: Text
    source: Text
    scale: Positive = 100.0
    weight_total: Positive = 100.0
    aggregation: Literal["arithmetic", "geometric"] = "arithmetic"
    minimum_coverage: Annotated[float, Field(ge=0, le=1)] = 0.6
    minimum_scored: Annotated[float, Field(ge=0, le=1)] = 0.3
    minimum_log_days: Annotated[float, Field(ge=0, le=1)] = 0.8
    unit_column: Text | None = None
    rounding: Rounding = Rounding()


class Scheme(SchemeHead):
    """A whole scheme."""

    dimensions: Annotated[list[Dimension], Field(min_length=1)]
    indicators: Annotated[list[Indicator], Field(min_length=1)]
    grades: list[Grade] = []
    adjustments: list[Adjustment] = []
    vetoes: list[Veto] = []

    def children(self, parent: str = TOTAL) -> list[Dimension]:
        """Dimensions directly under `parent`, in the scheme's order."""
        return [d for d in self.dimensions if d.parent == parent]

    def indicators_of(self, dimension: str) -> list[Indicator]:
        """Indicators directly under `dimension`, in the scheme's order."""
        return [i for i in self.indicators if i.dimension == dimension]

    def tree(self, parent: str = TOTAL) -> list[Dimension]:
        """All dimensions below `parent`, each before its own children."""
        return [d for child in self.children(parent) for d in (child, *self.tree(child.code))]

    def aggregation_of(self, code: str) -> str:
        """'arithmetic' or 'geometric' for a dimension or the whole ('total')."""
        return next((d.aggregation for d in self.dimensions if d.code == code), self.aggregation)

    @property
    def additive(self) -> bool:
        """True when every level is an arithmetic mean, so that points of indicators add up to the total."""
        return all(
            self.aggregation_of(c) == "arithmetic" for c in (TOTAL, *(d.code for d in self.dimensions))
        )

    def overall_weights(self) -> dict[str, float]:
        """Weight of every dimension and indicator in the whole, as part of `weight_total`; codes as keys."""
        weights: dict[str, float] = {TOTAL: self.weight_total}
        for dimension in self.tree():
            weights[dimension.code] = weights[dimension.parent] * dimension.weight / self.weight_total
        for indicator in self.indicators:
            weights[indicator.code] = weights[indicator.dimension] * indicator.weight / self.weight_total
        return weights
