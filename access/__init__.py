"""Who acts, what they may do, and the record of what they did: asked on the screen and again below it."""

from access.audit import record
from access.people import (
    COMMAND_LINE,
    LOCAL,
    READERS,
    SYSTEM,
    AccessError,
    Person,
    Role,
    allow,
    allow_department,
)

__all__ = [
    "COMMAND_LINE",
    "LOCAL",
    "READERS",
    "SYSTEM",
    "AccessError",
    "Person",
    "Role",
    "allow",
    "allow_department",
    "record",
]
