"""What a download button calls later, outside the session."""

from __future__ import annotations

from collections.abc import Callable

from ui import access
from ui.language import in_this_language


def deliverable(build: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same in the reader's language, while the identity lasts."""
    return access.while_signed_in(in_this_language(build))
