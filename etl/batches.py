"""What was loaded: the list of batches, and what the lake holds of each feed."""

from __future__ import annotations

import pandas as pd

from access import AccessError, Person, Role, allow
from etl.feeds import FEEDS
from etl.statements import statement
from language import _
from warehouse.lake import Lake

LOADERS = (Role.UPLOADER, Role.EVALUATOR, Role.ADMINISTRATOR)
"""Who may load files; an uploader handles own batches only."""


def allow_batch(person: Person, loaded_by: str) -> None:
    """Raise AccessError unless the person may undo a batch of `loaded_by` and see its refused lines."""
    allow(person, *LOADERS)
    if loaded_by != person.name and not person.roles & {Role.EVALUATOR, Role.ADMINISTRATOR}:
        raise AccessError(
            _("这是其他人上传的批次，您只能处理自己上传的批次。"),
            person.name,
            _("请联系上传人或市大数据中心。"),
        )


def list_batches(lake: Lake) -> pd.DataFrame:
    """All batches, newest first: batch_id, feed, file_name, who, when, counts in rows, range of days, undone."""
    return lake.cursor().execute(statement("list_batches")).df()


def status(lake: Lake) -> pd.DataFrame:
    """One row per feed of the contract: files, rows, range of days; 0 and empty where nothing is loaded."""
    held = lake.cursor().execute(statement("status")).df()
    titles = pd.DataFrame({"feed": list(FEEDS), "title": [feed.title for feed in FEEDS.values()]})
    merged = titles.merge(held, on="feed", how="left")
    counts = ["files", "loaded", "unchanged", "superseded", "refused"]
    merged[counts] = merged[counts].fillna(0).astype("int64")
    return merged
