"""A catalogue and its items as arrays: what the finder compares, wherever it was read from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
"""32- or 64-bit integers."""
Floats = NDArray[Any]
"""32- or 64-bit floats."""
Flags = NDArray[np.bool_]
Words = NDArray[Any]

UNTOLD, PERSON, COMPANY, PROCESS, SHARED, RETURNED = range(6)
COLLECTED_FROM = {
    "person": PERSON,
    "company": COMPANY,
    "process": PROCESS,
    "shared": SHARED,
    "returned": RETURNED,
}
UNKNOWN_DAY = np.int32(2**31 - 1)


@dataclass(frozen=True)
class Catalogue:
    """Resources in the order of their ids, and their items.

    Per resource: `resource_id`, `name`, `department` (number into `departments`), `shared` (with or without
    conditions), `base` (base resource), `published` (days since 1970, UNKNOWN_DAY where untold). Per item: `resource`
    and `item` (numbers into the resources and into `items`, the distinct names as delivered) and `source` (one of the
    six codes above).
    """

    resource_id: Words
    name: Words
    department: Ints
    departments: tuple[str, ...]
    shared: Flags
    base: Flags
    published: Ints
    resource: Ints
    item: Ints
    source: NDArray[np.int8]
    items: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """SHA-256 over everything a comparison reads."""
        digest = hashlib.sha256()
        for texts in (self.resource_id, self.name, self.departments, self.items):
            digest.update("\x1f".join(texts).encode() + b"\x1e")
        for numbers in (
            self.department, self.shared, self.base, self.published, self.resource, self.item, self.source,
        ):  # fmt: skip
            digest.update(np.ascontiguousarray(numbers).tobytes() + b"\x1e")
        return digest.hexdigest()

    def __len__(self) -> int:
        """Number of resources."""
        return len(self.resource_id)
