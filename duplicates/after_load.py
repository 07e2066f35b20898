"""After a load of the catalogue or of items the catalogue is compared again: no finding is older than the data.

Called by what asked for the load (the command, the upload worker), never by the loader itself: what was loaded stays
loaded whatever becomes of comparing.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection

import duckdb

from access import Person
from duplicates.statements import execute
from duplicates.store import compare_loaded
from language import _
from warehouse.errors import SharingError
from warehouse.faults import explained
from warehouse.lake import Lake

log = logging.getLogger("sharing")
SETTING = "COMPARE_AFTER_LOAD"
"""`off` leaves comparing to evaluators: for catalogues so large that it costs more than it tells."""
COMPARED = frozenset({"catalogue", "items"})


def compare_after_load(lake: Lake, person: Person, feeds: Collection[str]) -> str:
    """Compare again what changed, if one of the loaded `feeds` is compared at all; a sentence for whoever loaded.

    Empty where there was nothing to do. The person is recorded as who compared. Never raises: a comparison that failed
    is told in the sentence, details go to the log.
    """
    if not COMPARED & set(feeds) or os.environ.get(SETTING, "on").strip().lower() == "off":
        return ""
    try:
        with lake.read() as (cur, _snapshot):
            if cur.execute("select 1 from items limit 1").fetchone() is None:
                return ""
            known = {name for (name,) in execute(cur, "duplicates_found").fetchall()}
        found = compare_loaded(lake, person).frame
    except SharingError as error:
        return _failed(str(error))
    except duckdb.Error as error:
        return _failed(str(explained(error, lake.settings)))
    except Exception as error:
        log.error("comparing after a load failed", exc_info=error)
        return _failed(_("意外错误，详情已写入运行日志"))
    plain = found.loc[found["finding_class"] == "duplicate", "finding_id"]
    return _("重复采集已重新比对：疑似重复采集 {n:,} 项，其中新发现 {new:,} 项。").format(
        n=len(plain), new=int((~plain.isin(known)).sum())
    )


def _failed(why: str) -> str:
    return _("数据已载入，但重复采集未能重新比对（{why}）。请由评价人员在“重复采集”页重新比对。").format(
        why=_("；").join(why.split("\n"))
    )
