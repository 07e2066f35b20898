"""The language of the screen: every sentence people read passes through `_`.

Message ids are the Chinese sentences themselves, as written in the pages. Without a catalogue for the chosen
language the id is shown unchanged.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).parent
LANGUAGE = "zh_CN"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("ui", localedir=CATALOGUES, languages=[language], fallback=True)


def _(sentence: str) -> str:
    """The sentence in the reader's language; the Chinese original where no translation exists."""
    return _catalogue(LANGUAGE).gettext(sentence) if sentence else ""
