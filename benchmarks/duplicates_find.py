"""One `find` over resources on the lake of the environment, its pairs written to a file; measured as a process."""

from __future__ import annotations

import sys

from duplicates.find import find
from warehouse.lake import open_lake

if __name__ == "__main__":
    with open_lake(read_only=True) as lake:
        found = find(lake, kinds=("resource",), incremental=False).frame
    plain = found[found["finding_class"] == "duplicate"]
    plain[["resource_id", "source_id", "score", "band"]].astype({"score": float}).to_parquet(sys.argv[1])
