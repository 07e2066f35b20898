"""What must hold for any scheme and any values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.kernels import competition_ranks, goalpost_score, round_half_up, share_weights
from evaluation.records import Dimension, Goalposts, Grade, Indicator, Scheme
from evaluation.score import scores_frame
from evaluation.scoring import score_values

settings.register_profile("scoring", deadline=None, max_examples=60)
settings.load_profile("scoring")

MEANS: st.SearchStrategy[Any] = st.sampled_from(["arithmetic", "geometric"])


def split(draw: st.DrawFn, count: int) -> list[float]:
    parts = [draw(st.integers(1, 20)) for _ in range(count)]
    return [100 * part / sum(parts) for part in parts]


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Up to three dimensions (the first may hold two of its own), up to three indicators in each."""
    weights = split(draw, draw(st.integers(1, 3)))
    dimensions = [
        Dimension(code=f"d{n}", title=f"d{n}", weight=w, aggregation=draw(MEANS))
        for n, w in enumerate(weights)
    ]
    leaves = [d.code for d in dimensions]
    if draw(st.booleans()):
        for n, weight in enumerate(split(draw, 2)):
            code = f"d0_{n}"
            dimensions.append(
                Dimension(code=code, title=code, weight=weight, parent="d0", aggregation=draw(MEANS))
            )
        leaves = ["d0_0", "d0_1", *leaves[1:]]
    indicators = []
    for leaf in leaves:
        for n, weight in enumerate(split(draw, draw(st.integers(1, 3)))):
            low = draw(st.integers(1, 50))
            high = low + draw(st.integers(1, 50))
            transform: Any = draw(st.sampled_from(["linear", "log"]))
            indicators.append(
                Indicator(
                    code=f"{leaf}_i{n}",
                    title="i",
                    article="-",
                    unit="-",
                    direction=draw(st.sampled_from(["higher", "lower"])),
                    weight=weight,
                    dimension=leaf,
                    scoring=Goalposts(rule="goalposts", low=low, high=high, transform=transform),
                    rationale="-",
                )
            )
    return Scheme(
        code="s", title="s", edition="1", source="-", aggregation=draw(MEANS), dimensions=dimensions,
        indicators=indicators, grades=[Grade(title="好", floor=60), Grade(title="差", floor=0)],
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[Scheme, np.ndarray]:
    scheme = draw(schemes())
    units = draw(st.integers(1, 6))
    cell = st.one_of(st.floats(0.5, 120), st.just(float("nan")))
    rows = [[draw(cell) for _ in scheme.indicators] for _ in range(units)]
    return scheme, np.array(rows)


def table(scheme: Scheme, values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        values, columns=[i.code for i in scheme.indicators], index=[f"u{n}" for n in range(len(values))]
    )


@given(cases())
def test_effective_weights_add_up_to_the_whole_and_scores_stay_on_the_scale(
    case: tuple[Scheme, np.ndarray],
) -> None:
    scheme, values = case
    found = score_values(scheme, values)
    spoken = ~np.isnan(values).all(axis=1)
    np.testing.assert_allclose(found.indicator_weights.sum(axis=1), np.where(spoken, 100, 0), atol=1e-9)
    assert (found.indicator_weights[np.isnan(values)] == 0).all()
    for scores in found.dimension_scores.values():
        given_scores = scores[~np.isnan(scores)]
        assert ((given_scores >= -1e-9) & (given_scores <= 100 + 1e-9)).all()
    assert ((found.covered >= 0) & (found.covered <= 1 + 1e-12)).all()


@given(cases())
def test_points_add_up_to_the_total_where_every_level_is_arithmetic(case: tuple[Scheme, np.ndarray]) -> None:
    scheme, values = case
    plain = scheme.model_copy(
        update={
            "aggregation": "arithmetic",
            "dimensions": [d.model_copy(update={"aggregation": "arithmetic"}) for d in scheme.dimensions],
        }
    )
    found = score_values(plain, values)
    points = np.nansum(found.indicator_scores * found.indicator_weights, axis=1) / 100
    total = found.dimension_scores["total"]
    np.testing.assert_allclose(points[~np.isnan(total)], total[~np.isnan(total)], atol=1e-9)


@given(cases(), st.data())
def test_a_better_value_never_lowers_a_score(case: tuple[Scheme, np.ndarray], data: st.DataObject) -> None:
    scheme, values = case
    row = data.draw(st.integers(0, len(values) - 1))
    column = data.draw(st.integers(0, values.shape[1] - 1))
    step = data.draw(st.floats(0, 60))
    better = values.copy()
    sign = 1 if scheme.indicators[column].direction == "higher" else -1
    better[row, column] += sign * step
    before = score_values(scheme, values).dimension_scores
    after = score_values(scheme, better).dimension_scores
    for code, scores in before.items():
        if not np.isnan(scores[row]):
            assert after[code][row] >= scores[row] - 1e-9


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(case: tuple[Scheme, np.ndarray], random: object) -> None:
    scheme, values = case
    order = list(range(len(values)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = table(scheme, values)
    one = scores_frame(scheme, straight).set_index("unit")
    other = scores_frame(scheme, straight.iloc[order]).set_index("unit").loc[one.index]
    pd.testing.assert_frame_equal(one, other)


@given(
    st.lists(st.floats(-50, 150), min_size=1, max_size=8),
    st.floats(-10, 10),
    st.floats(0.1, 40),
    st.floats(0.01, 100),
    st.floats(-100, 100),
)
def test_changing_the_unit_of_values_and_goalposts_changes_nothing(
    values: list[float], low: float, width: float, factor: float, shift: float
) -> None:
    x = np.array(values)
    plain = goalpost_score(x, low, low + width)
    moved = goalpost_score(x * factor + shift, low * factor + shift, (low + width) * factor + shift)
    np.testing.assert_allclose(plain, moved, atol=1e-6)


@given(st.lists(st.one_of(st.integers(0, 6).map(float), st.just(float("nan"))), max_size=30))
def test_competition_ranks_agree_with_pandas(totals: list[float]) -> None:
    expected = pd.Series(totals, dtype=float).rank(method="min", ascending=False).to_numpy()
    np.testing.assert_array_equal(competition_ranks(np.array(totals, dtype=float)), expected)


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.data())
def test_shares_add_up_to_one_or_nothing(scored: list[bool], data: st.DataObject) -> None:
    weights = [data.draw(st.floats(0.01, 1000)) for _ in scored]
    found = share_weights(np.array(scored), np.array(weights))
    np.testing.assert_allclose(found.sum(), 1.0 if any(scored) else 0.0, atol=1e-12)


@given(st.integers(-(10**7), 10**7), st.integers(0, 4))
def test_rounding_agrees_with_whole_number_arithmetic(thousandths: int, digits: int) -> None:
    value = thousandths / 10**5
    step = 10 ** (5 - digits)
    whole = (2 * abs(thousandths) + step) // (2 * step)
    expected = (whole if thousandths >= 0 else -whole) / 10**digits
    assert round_half_up(np.array([value]), digits)[0] == expected
