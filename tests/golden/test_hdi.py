"""The Human Development Index 2022, recomputed by the engine and compared with what UNDP published."""

from pathlib import Path

import pandas as pd
import pytest

from evaluation.records import Rounding
from evaluation.scheme import SCHEMES, load_scheme
from evaluation.score import read_values, scores_frame

PUBLISHED = "hdi_2022.csv"

# Korea DPR has no schooling and income figures, Monaco no mean schooling and income:
# UNDP publishes no index for them.
WITHOUT_INDEX = {"PRK", "MCO"}


@pytest.fixture
def published(real_folder: Path) -> pd.DataFrame:
    file = real_folder / PUBLISHED
    if not file.is_file():
        pytest.skip(f"{PUBLISHED} is not beside the project")
    return pd.read_csv(file).set_index("iso3")


@pytest.fixture
def recomputed(real_folder: Path, published: pd.DataFrame) -> pd.DataFrame:
    scheme = load_scheme(SCHEMES / "hdi.toml")
    return scores_frame(scheme, read_values(real_folder / PUBLISHED, scheme).table).set_index("unit")


def test_every_published_value_is_reproduced_to_three_digits(
    published: pd.DataFrame, recomputed: pd.DataFrame
) -> None:
    ranked = published[published["hdi_2022"].notna()]
    assert len(ranked) == 193
    assert recomputed.loc[ranked.index, "total"].tolist() == ranked["hdi_2022"].tolist()


def test_every_published_rank_is_reproduced_by_rounding_before_ranking(
    published: pd.DataFrame, recomputed: pd.DataFrame
) -> None:
    ranked = published[published["hdi_2022"].notna()]
    assert recomputed.loc[ranked.index, "rank"].tolist() == ranked["hdi_rank_2022"].astype(int).tolist()


def test_ranking_unrounded_values_would_move_27_countries(real_folder: Path, published: pd.DataFrame) -> None:
    scheme = load_scheme(SCHEMES / "hdi.toml")
    late = scheme.model_copy(update={"rounding": Rounding(digits=3, when="after_ranking")})
    found = scores_frame(late, read_values(real_folder / PUBLISHED, late).table).set_index("unit")
    ranked = published[published["hdi_2022"].notna()]
    moved = found.loc[ranked.index, "rank"].astype(int) != ranked["hdi_rank_2022"].astype(int)
    assert int(moved.sum()) == 27


def test_countries_with_missing_figures_have_no_index(
    published: pd.DataFrame, recomputed: pd.DataFrame
) -> None:
    assert set(published.index[published["hdi_2022"].isna()]) == WITHOUT_INDEX
    assert set(recomputed.index[recomputed["total"].isna()]) == WITHOUT_INDEX
    assert recomputed.loc[sorted(WITHOUT_INDEX), "note"].str.contains("数据不足").all()
