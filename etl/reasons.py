"""Why a cell is refused: one Chinese sentence per cause, telling the clerk what to do.

The SQL path uses the same sentences: `python -m etl.reference` writes them as macros (macros/30_reasons.sql).
Names in braces are filled in: `title` the column's header, `value` the cell as it was read, `other` another
column's header, `other_value` what was read there, `choices` the accepted terms, `kind` what the cell looks like,
`least` and `most` limits.
"""

from language import N_

REASONS: dict[str, str] = {
    "missing": N_("“{title}”为必填项，请补填"),
    "damaged": N_("“{title}”含有控制字符或乱码，请在原系统中删除后重新导出"),
    "too_long": N_("“{title}”超过 {most} 个字，请缩短"),
    "unknown_code": N_("“{title}”中的“{value}”不在可选范围内，请填写：{choices}"),
    "not_boolean": N_("“{title}”中的“{value}”无法识别，请填“是”或“否”"),
    "not_a_date": N_("“{title}”中的“{value}”不是可识别的日期，请写成 2026-01-05 的形式"),
    "not_a_time": N_("“{title}”中的“{value}”不是可识别的时间，请写成 2026-01-05 09:03:00 的形式"),
    "no_such_time": N_("“{title}”中的“{value}”在日历上不存在，请核对年月日和时刻"),
    "ambiguous_date": N_("“{title}”中的“{value}”分不清年月日的先后，请写成 2026-01-05 的形式"),
    "foreign_zone": N_("“{title}”中的“{value}”带有其他时区，请换算为北京时间"),
    "too_early": N_("“{title}”“{value}”早于 {least} 年，请核对年份"),
    "after_export": N_("“{title}”“{value}”晚于导出日期，请核对年份"),
    "too_late": N_("“{title}”“{value}”晚于 {most} 年，请核对年份"),
    "not_an_integer": N_("“{title}”中的“{value}”不是整数，请只填数字"),
    "not_a_number": N_("“{title}”中的“{value}”不是数字，请只填数字"),
    "negative": N_("“{title}”“{value}”是负数，请核对"),
    "too_large": N_("“{title}”“{value}”过大，请核对数值和单位"),
    "out_of_range": N_("“{title}”“{value}”应在 {least} 至 {most} 之间，请核对"),
    "too_soon": N_("“{title}”“{value}”早于“{other}”“{other_value}”，请核对这两个时间"),
    "not_a_name": N_(
        "“{title}”中的“{value}”看起来是{kind}，不是名称，请只填信息项的名称（如“出生日期”），值和说明不要填在这里"
    ),
    "needs_other": N_("填写了“{title}”但没有“{other}”，请补填“{other}”"),
}

KINDS_OF_VALUE = {
    "day": N_("一个日期"),
    "code": N_("号码"),
    "number": N_("一个数字"),
    "address": N_("网址或邮箱"),
    "labelled": N_("名称连同所填的值"),
    "sentence": N_("句子或说明文字"),
}
"""What stands where a name must stand, in the words of `not_a_name` (patterns in etl/item_names.py)."""
SHOWN = 40
"""Characters of a value that a reason repeats; a longer value is cut and ends in an ellipsis."""


class RefusalError(ValueError):
    """A cell that cannot be accepted: `code` of the reason and the parts of its sentence."""

    def __init__(self, code: str, **parts: object) -> None:
        self.code = code
        self.parts = parts
        super().__init__(code)

    def sentence(self, title: str) -> str:
        """The reason for a column with this header."""
        return REASONS[self.code].format(**({"title": title} | self.parts))


def shown(value: str) -> str:
    """A cell's text as reasons repeat it."""
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"
