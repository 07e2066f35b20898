from __future__ import annotations

import tomllib

import pytest

from tests.serving import PROJECT
from ui.charts import palette

THEME = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
ROLES = ["GOOD", "WARNING", "BAD", "WORST", "NEUTRAL", "REFERENCE"]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", ROLES)
def test_colours_of_roles_stand_out_on_both_backgrounds(theme: str, role: str) -> None:
    assert contrast(getattr(palette, role), THEME[theme]["backgroundColor"]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reads_well_on_both_backgrounds(theme: str) -> None:
    for background in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(THEME[theme]["textColor"], THEME[theme][background]) >= 7
    assert contrast("#FFFFFF", THEME[theme]["primaryColor"]) >= 4.5
