"""What one box finds: resources, departments and requests by number, name or purpose."""

from __future__ import annotations

import pandas as pd

from access import Person
from language import N_
from ui import lake
from ui.language import _

MOST = 100
"""Hits of one kind that are shown."""
SHORTEST = 2
KINDS = {"department": N_("部门"), "resource": N_("信息资源"), "request": N_("共享申请")}
COLUMNS = {
    "department": ["department", "peer_group"],
    "resource": ["resource_id", "resource_name", "department", "share_type"],
    "request": ["request_id", "purpose", "department", "applicant"],
}
NAMED = {
    "department": {"about": "peer_group"},
    "resource": {"id": "resource_id", "title": "resource_name", "about": "share_type"},
    "request": {"id": "request_id", "title": "purpose", "about": "applicant"},
}


def find(text: str, person: Person) -> pd.DataFrame:
    """All hits this person may see; kind, id, title, department, about, origin, and how many of its kind there are."""
    return lake.at(lake.snapshot(), "search", text=text, own=person.limited_to, most=MOST)


def of_kind(hits: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The hits of one kind under the columns people know; resources and requests with the origin of each row."""
    rows = hits[hits["kind"] == kind].rename(columns=NAMED[kind])
    origin = [] if kind == "department" else ["feed", "batch_id", "line"]
    return rows[[*COLUMNS[kind], *origin]].reset_index(drop=True)


def heading(hits: pd.DataFrame, kind: str) -> str:
    """The kind with the number of all its hits."""
    rows = hits[hits["kind"] == kind]
    if len(rows) and int(rows["hits"].iloc[0]) > MOST:
        return _("{kind}（共 {n:,} 项，显示前 {most} 项）").format(
            kind=_(KINDS[kind]), n=int(rows["hits"].iloc[0]), most=MOST
        )
    return _(KINDS[kind])
