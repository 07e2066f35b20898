"""What the page on the catalogue reads out of its metrics."""

from __future__ import annotations

import pandas as pd

from language.retelling import retold
from metrics.words import word
from ui.language import _


def by_finding(findings: pd.DataFrame) -> pd.DataFrame:
    """Number of findings per kind and article, as the chart of counts wants them: kind, amount."""
    counted = findings.groupby(["finding", "article"], as_index=False)["findings"].sum()
    words = [word("finding", code) for code in counted["finding"]]
    return pd.DataFrame(
        {
            "kind": [
                _("{word}（{article}）").format(word=word, article=retold(str(article)))
                for word, article in zip(words, counted["article"], strict=True)
            ],
            "amount": counted["findings"],
        }
    )
