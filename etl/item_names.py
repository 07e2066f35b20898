"""Item names that are none: values typed into the field list (电话:(03)4225205, 2018-01-05, a sentence).

One definition for both paths of the loader and for the finder of duplicate collection. Only what is evidently no name
is meant: enumerated columns (一月, 2018, 2018-01, 08:00-09:00, 其中：60岁以上), names with an explanation
(content:内容, 编号:检体编号), formulas and codes (PM2.5, A0101, TWD97_X) stay names. Patterns are searched in the
cleaned cell and keep to the syntax that Python and RE2 share, because the SQL path uses the same ones
(macros/40_codes.sql).
"""

from __future__ import annotations

import re

from etl.reasons import KINDS_OF_VALUE

_HAN = "[一-鿿]"
_YEAR = "(?:民国|民國|公元|西元)?(?:[12][0-9]{3}|[0-9]{2,3})"
_DAY = f"{_YEAR} ?[-/.年] ?[0-9]{{1,2}} ?[-/.月] ?[0-9]{{1,2}} ?[日号號]?"
_CLOCK = "[ T]?[0-9]{1,2}[:时時][0-9]{1,2}(?:[:分][0-9]{1,2}秒?)?分?"
_PHONE = "|".join(
    (
        "[(]?0[0-9]{1,3}[-) ]{1,2}[0-9]{6,8}(?: ?(?:[-#转轉]|分机|分機) ?[0-9]+)?",
        "[0-9]{3,4}-[0-9]{3,4}-[0-9]{4}",
        "(?:[+]?86[- ]?)?1[3-9][0-9]{9}",
    )
)
_LABELLED = "|".join(
    (
        f"(?:电话|電話|手机|手機|传真|傳真|号码|號碼|热线|熱線){{label}}(?:{_PHONE}|[0-9]{{6,}})",
        f"(?:地址|住址|住所|地点|地點|坐落){{label}}[^:：]*{_HAN}[0-9]+ ?(?:号|號|楼|樓|室|弄)",
        "(?:机关|機關|单位|單位|部门|部門|机构|機構|公司|名称|名稱){label}"
        f"{_HAN}{{4,}}(?:局|处|處|厅|廳|科|委员会|委員會|政府|公司)$",
        f"人{{label}}{_HAN}{{1,4}}(?:先生|小姐|女士)$",
        "(?:频率|頻率|频度|頻度|周期|週期){label}(?:每|即时|即時|实时|實時|不定期|[0-9])",
        f"(?:日期|时间|時間){{label}}{_DAY}",
    )
).replace("{label}", "(?:[(][^()]*[)])?[:：] ?")
"""A label and what was filled in behind its colon: 电话(公司电话):(03)4225205, 机关名称:市青年事务局, 联络人:邓小姐."""

_NUMBERS = "|".join(
    (
        "^[0-9]{1,3}$",  # a bare year (2018) heads a column as 一月 does
        "^(?:[03-9][0-9]|1[0-8]|2[1-9])[0-9]{2}$",
        "^[0-9]{5,}$",
        "^[0-9]{1,3}(?:[,，][0-9]{3})+$",
        "^[-+−][0-9]+$",
        "^[-+−]?[0-9]+[.][0-9]+$",
        "^[-+−]?[0-9.]+ ?[%％‰]$",
    )
)
PATTERNS: tuple[tuple[str, str], ...] = (
    ("day", f"^{_DAY}(?:{_CLOCK})?$"),
    (
        "code",
        "|".join(
            (
                f"^(?:{_PHONE})$",
                "^[0-9]{17}[0-9Xx]$",  # identity number, GB 11643
                "^[1-9A-Y][0-9A-Y][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$",  # unified social credit code, GB 32100
                "^[0-9]{11,}$",
                "字第 ?[0-9]+ ?[号號]",  # a document's number
                "[〔\\[(][12][0-9]{3}[〕\\])] ?[0-9]+ ?[号號]$",
            )
        ),
    ),
    ("number", _NUMBERS),
    ("address", "https?:/|www[.]|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+[.][A-Za-z]"),
    ("labelled", _LABELLED),
    (
        "sentence",
        "|".join(
            (
                f"[。！][^。！]*{_HAN}",  # goes on after a full stop
                "[^()（）。！]{20}[。！]$",
                "^.{40,}[。！]$",
                f"(?:{_HAN}[^一-鿿]*){{41}}",
            )
        ),
    ),
)
"""What the cell is -> pattern; the first that is found says it."""

SUSPECT = "[0-9:：。！@]|www[.]|.{41}"
"""Found wherever one of the patterns is: most names are told in one look."""
_SUSPECT = re.compile(SUSPECT)
_COMPILED = tuple((KINDS_OF_VALUE[kind], re.compile(pattern)) for kind, pattern in PATTERNS)


def kind_of_value(cell: str) -> str | None:
    """What a cleaned item name evidently is instead of a name, in Chinese; None for a name."""
    if not _SUSPECT.search(cell):
        return None
    return next((kind for kind, pattern in _COMPILED if pattern.search(cell)), None)
