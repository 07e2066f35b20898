"""valentine's Coma on pairs of item lists: JSON [[names, names], …] in, {pairs, seconds} out."""

from __future__ import annotations

import json
import sys
import time

import pandas as pd
from valentine import valentine_match
from valentine.algorithms import Coma

if __name__ == "__main__":
    tasks = json.load(sys.stdin)
    found = []
    begin = time.perf_counter()
    for mine, theirs in tasks:
        tables = [pd.DataFrame(columns=names, dtype=str) for names in (mine, theirs)]
        matches = valentine_match(tables, Coma()).one_to_one_hungarian()
        found.append([[pair.source_column, pair.target_column] for pair in matches])
    json.dump({"pairs": found, "seconds": time.perf_counter() - begin}, sys.stdout, ensure_ascii=False)
