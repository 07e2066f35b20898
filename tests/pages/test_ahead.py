"""What a page will show is read before it is asked for, once, and after a load before anybody comes."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import metrics
from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from ui import ahead, lake, reads


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the metrics that are really run."""
    names: list[str] = []
    run = metrics.run

    def noted(name: str, *arguments: object, **named: object) -> pd.DataFrame:
        names.append(name)
        return run(name, *arguments, **named)

    monkeypatch.setattr(metrics, "run", noted)
    return names


@pytest.mark.parametrize("stem", ["response", "freshness", "conformity"])
def test_after_a_load_the_usual_pages_need_no_query(
    use_lake: Callable[[LakeAddress], None], draw: Draw, shown_city: LakeAddress, runs: list[str], stem: str
) -> None:
    use_lake(shown_city)
    reads._metric.clear()
    ahead.after_load()
    assert {*ahead.PAGES[stem].now, *ahead.PAGES[stem].lists} <= set(runs)
    runs.clear()
    page = draw(stem, shown_city)
    assert not page.exception
    assert runs == []


def test_what_cannot_be_read_ahead_is_left_to_the_section(
    use_lake: Callable[[LakeAddress], None], shown_city: LakeAddress
) -> None:
    use_lake(shown_city)
    window = metrics.Window(*[lake.state(lake.snapshot()).data_as_of] * 3)
    ahead._all(lake.snapshot() + 1, [("on_time_rate", window, None)], None)
