"""Declared update frequencies as real catalogues write them -> code.

Only what can be read with certainty gets a code; blank cells, `/`, Excel dates and any other text are
`undeclared`, never refused. Patterns are tried in order on the folded text and must match all of it; they
keep to the syntax that Python and RE2 share, because the SQL path uses the same ones (macros/40_codes.sql).
"""

import re

UNDECLARED = "undeclared"

FOLD_FROM = "週兩時號點實個隨變動環無ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FOLD_TO = "周两时号点实个随变动环无abcdefghijklmnopqrstuvwxyz"
"""Traditional to simplified characters, and lower case; blanks are dropped as well."""

_TAIL = (
    "[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零"
    "次更新数据左右第个工作天的定期]*"
)
"""When in the period, or how often it is said again: 3点10分, 2号2点, 六9点, 更新一次."""
_ONCE = "(?:更新)?(?:一|1)次"


def _every(unit: str, *words: str, count: str = "一|1") -> str:
    """`每<unit>` with a schedule, `按<unit>`, `<count><unit>一次`, or one of the words alone."""
    forms = [
        f"每(?:{count})?个?(?:{unit}){_TAIL}",
        f"(?:按|逐)(?:{unit})(?:更新)?",
        f"(?:{count})个?(?:{unit}){_ONCE}",
        f"(?:1|一)次/(?:{unit})",
        *words,
    ]
    return "|".join(f"(?:{form})" for form in forms)


_COUNTED_ONCE = f"(?:{_ONCE})?"

PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "not_updated",
        "not_updated|(?:不|不再|无需|永不|不需要?|停止)更新|一次性(?:更新|数据)?|静态(?:数据)?",
    ),
    (
        "irregular",
        "irregular|(?:不定期|不定时|不固定|无固定周期|按需|依需求?|视需要)(?:更新)?|as ?needed",
    ),
    (
        "realtime",
        "realtime|real-time|准?实时(?:更新|推送|同步)?|即时(?:更新)?|随时(?:更新)?|每小时(?:更新)?",
    ),
    (
        "fortnightly",
        f"fortnightly|biweekly|(?:每|隔)?(?:两|二|2|双)个?(?:周|星期){_TAIL}|隔周(?:更新)?"
        f"|每?半个?月(?:更新)?{_COUNTED_ONCE}|每14[日天]{_TAIL}",
    ),
    (
        "quarterly",
        "quarterly|" + _every("季度|季", "季度?(?:更新)?", f"每?(?:三|3)个月(?:更新)?{_COUNTED_ONCE}"),
    ),
    (
        "half_yearly",
        f"half_yearly|half-yearly|semiannual|(?:每|按)?半年度?{_TAIL}"
        f"|每?(?:六|6)个月(?:更新)?{_COUNTED_ONCE}",
    ),
    ("weekly", "weekly|" + _every("周|星期", "周(?:更新)?", f"每7[日天]{_TAIL}")),
    ("monthly", "monthly|" + _every("月份?", "月度?(?:更新)?", f"每30[日天]{_TAIL}")),
    (
        "yearly",
        "yearly|annual|annually|" + _every("年度?|年", "年度?(?:更新)?", "每?(?:十二|12)个月(?:更新)?"),
    ),
    ("daily", "daily|" + _every("日|天|个?工作日", "日(?:更新)?", "天")),
)

_FOLD = str.maketrans(FOLD_FROM, FOLD_TO)
_COMPILED = tuple((code, re.compile(pattern)) for code, pattern in PATTERNS)


def read_frequency(text: str | None) -> str:
    """Code of a declared frequency (a cleaned cell); `undeclared` when it cannot be read with certainty."""
    folded = (text or "").translate(_FOLD).replace(" ", "")
    return next((code for code, pattern in _COMPILED if pattern.fullmatch(folded)), UNDECLARED)
