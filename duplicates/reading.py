"""The catalogue and its items as they stood on a day, out of the lake."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from duplicates.catalogue import UNKNOWN_DAY, Catalogue
from duplicates.elements import Alias, Dictionary, Entry, dictionary_of, standard_entries
from duplicates.statements import execute


def read_catalogue(cur: duckdb.DuckDBPyConnection, as_of: date) -> Catalogue:
    """What is compared on `as_of`; leaves temp tables compared_resources, compared_items and compared_names behind."""
    execute(cur, "compared_resources", as_of=as_of)
    newest = execute(cur, "newest_items").fetchone()
    if newest is None or newest[0] is None or as_of >= newest[0]:
        execute(cur, "items_now")
    else:
        execute(cur, "items_as_of", as_of=as_of)
    execute(cur, "item_names")
    resources = cur.execute("from compared_resources order by number").df()
    names = cur.execute("select item_name from compared_names order by number").fetchall()
    items: dict[str, Any] = execute(cur, "item_numbers").fetchnumpy()
    departments = sorted(set(resources["department"]))
    place = {name: at for at, name in enumerate(departments)}
    numbers = np.array([place[name] for name in resources["department"]], dtype=np.int32)
    days = pd.to_datetime(resources["published_on"]).to_numpy().astype("datetime64[D]")
    known = ~np.isnat(days)
    published = np.where(known, np.where(known, days, np.datetime64(0, "D")).astype(np.int64), UNKNOWN_DAY)
    return Catalogue(
        np.asarray(resources["resource_id"], dtype=object),
        np.asarray(resources["resource_name"], dtype=object),
        numbers,
        tuple(departments),
        np.array(resources["shared"].tolist(), dtype=bool),
        np.array(resources["base"].tolist(), dtype=bool),
        published.astype(np.int32),
        items["resource"].astype(np.int32),
        items["item"].astype(np.int32),
        items["source"].astype(np.int8),
        tuple(name for (name,) in names),
    )


def read_dictionary(cur: duckdb.DuckDBPyConnection) -> Dictionary:
    """The product's elements, the city's, and the aliases evaluators confirmed."""
    city = [
        Entry(element, role, about or "", authority or "", tuple(aliases or ()))
        for element, role, about, authority, aliases in execute(cur, "city_elements").fetchall()
    ]
    aliases = {
        alias: Alias(canonical, by, at)
        for alias, canonical, by, at in execute(cur, "city_aliases").fetchall()
    }
    return dictionary_of((*standard_entries(), *city), aliases)
