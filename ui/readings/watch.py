"""What pages read out of the signs of made figures."""

from __future__ import annotations

import pandas as pd

from evaluation.watch import SIGNS
from ui.language import _

SHOWN = ["sign", "department", "subject", "reason", "feed", "batch_id", "file_name", "line"]


def counts(signs: pd.DataFrame) -> pd.DataFrame:
    """Occurrences and departments per sign, every sign named, none left out: sign, rows, departments."""
    seen = signs.groupby("sign") if len(signs) else None
    return pd.DataFrame(
        {
            "sign": [_(title) for title in SIGNS.values()],
            "rows": [0 if seen is None else int(seen.size().get(code, 0)) for code in SIGNS],
            "departments": [
                0 if seen is None else int(seen["department"].nunique().get(code, 0)) for code in SIGNS
            ],
        }
    )


def rows(signs: pd.DataFrame) -> pd.DataFrame:
    """Every occurrence with its source row, signs in words."""
    if signs.empty:
        return pd.DataFrame(columns=SHOWN)
    return signs.assign(sign=[_(SIGNS[str(code)]) for code in signs["sign"]])[SHOWN].reset_index(drop=True)
