"""Names of holidays as the `chinesecalendar` package gives them, for the catalogue."""

from __future__ import annotations

from language import N_

HOLIDAYS = (
    N_("元旦"),
    N_("春节"),
    N_("清明"),
    N_("劳动节"),
    N_("端午"),
    N_("国庆节"),
    N_("中秋"),
    N_("中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
    N_("元旦调休"),
    N_("春节调休"),
    N_("清明调休"),
    N_("劳动节调休"),
    N_("端午调休"),
    N_("国庆节调休"),
    N_("中秋调休"),
    N_("中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休"),
)
"""Days off, and the working days made up for them."""
