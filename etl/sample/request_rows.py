"""Requests as the cells of an export taken on a day: what was not known then is still empty."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from etl.sample.city import City
from etl.sample.mess import Columns
from etl.sample.purposes import GRANTED
from etl.sample.requests import Requests
from etl.sample.resources import Resource
from etl.sample.workdays import Days

MORNING, EVENING = 8 * 60 + 30, 16 * 60 + 45


def request_columns(city: City, resources: list[Resource], made: Requests, exported_on: date) -> Columns:
    """Clean cells of every request received by `exported_on`, with what had happened by then."""
    day = np.datetime64(exported_on, "D")
    there = np.flatnonzero(made.applied <= day)
    known_reply = np.where(made.replied <= day, made.replied, np.datetime64("NaT", "D"))
    replied = ~np.isnat(known_reply)
    deadline_asked = city.plain.after(made.applied, 4) <= day
    names = np.array([department.name for department in city.departments], dtype=object)

    def moments(days: Days, minutes: NDArray[np.int64] | int) -> list[str]:
        known = np.where(days <= day, days, np.datetime64("NaT", "D"))
        return _moments(known[there], np.broadcast_to(minutes, len(made))[there])

    cells: dict[str, list[str]] = {
        "request_id": [made.ids[index] for index in there],
        "resource_id": [resources[index].resource_id for index in made.resource[there]],
        "applicant": list(names[made.applicant[there]]),
        "purpose": [GRANTED[index] for index in made.purpose[there]],
        "applied_at": moments(made.applied, made.applied_minute),
        "paused_from": moments(made.paused_from, EVENING),
        "paused_to": moments(made.paused_to, MORNING),
        "extended_to": _days(np.where(deadline_asked, made.extended_to, np.datetime64("NaT", "D"))[there]),
        "replied_at": moments(made.replied, made.replied_minute),
        "decision": list(np.where(replied, made.decision, "")[there]),
        "refusal_reason": list(np.where(replied, made.reason, "")[there]),
        "delivered_at": moments(made.delivered, 23 * 60 + 59),
        "valid_from": _days(np.where(replied, made.valid_from, np.datetime64("NaT", "D"))[there]),
        "valid_until": _days(np.where(replied, made.valid_until, np.datetime64("NaT", "D"))[there]),
        "withdrawn_at": moments(made.withdrawn, EVENING),
    }
    return {name: [str(cell) for cell in column] for name, column in cells.items()}


def _moments(days: Days, minutes: NDArray[np.int64]) -> list[str]:
    texts = np.datetime_as_string(days.astype("datetime64[s]") + minutes.astype("timedelta64[m]"), unit="s")
    return ["" if text == "NaT" else str(text).replace("T", " ") for text in texts]


def _days(days: Days) -> list[str]:
    return ["" if text == "NaT" else str(text) for text in np.datetime_as_string(days, unit="D")]
