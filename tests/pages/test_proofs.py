"""The proof drawn for a request ends on the same day as the deadline every figure is counted with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from ui import lake, proofs

AS_OF = date(2026, 6, 30)


def test_proofs_agree_with_the_clock_for_every_request_with_a_rule(
    use_lake: Callable[[LakeAddress], None], draw: Draw, shown_city: LakeAddress
) -> None:
    use_lake(shown_city)
    with lake.lake().cursor() as cur:
        rows = cur.execute("select batch_id, line from requests order by request_id limit 40").fetchall()
    proven = 0
    for batch_id, line in rows:
        clock = lake.query("request_clock", batch_id=batch_id, line=line, as_of=AS_OF).iloc[0]
        if pd.isna(clock.deadline):
            continue
        proof = proofs.of(clock, AS_OF)
        assert proof.deadline == clock.deadline.date()
        assert sum(day.counted for day in proof.days) == clock.working_days_allowed
        assert proof.days[0].day == clock.applied_on.date()
        proven += 1
    assert proven > 20
    assert draw("method", shown_city).title[0].value == "方法说明"
