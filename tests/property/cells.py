"""Any cells of any feed's columns: of the column's own kind, of another, dressed up, or odd."""

from datetime import date, timedelta

from hypothesis import strategies as st

from etl.feeds import Column, Feed
from etl.item_names import PATTERNS as VALUES_AS_NAMES
from etl.values import FALSE_WORDS, TRUE_WORDS, VALUE_BLANKS

EXPORTED_ON = date(2026, 7, 1)
ROWS = 60
"""Lines per file: many cells per query, for one query costs as much as many lines."""

BLANKS = st.sampled_from(["", " ", "\u3000", "\t", "\u00a0", "\n", "\u200b", "\ufeff", "  ", "\r\n"])
STRANGE = st.sampled_from(
    list(
        "\x00\x07\x1f\x7f\x85\ufffd\ufffe\uffff\u00ad\u202e\u2067😀İßﬀ①Ⅷ㎡½é\u0301'\"{}\\%_，。；、：（）．－／＋＿|$"
    )
)


def one_of(texts: str) -> st.SearchStrategy[str]:
    """One of the texts that stand between the bars."""
    return st.sampled_from(texts.split("|"))


def widened(text: str) -> str:
    """The text in full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text)


@st.composite
def days(draw: st.DrawFn) -> str:
    """A date in one of many shapes, sometimes impossible."""
    year = draw(
        st.sampled_from(
            [0, 26, 1, 1899, 1948, 1949, 1999, 2000, 2024, 2025, 2026, 2027, 2100, 2101, 2999, 9999]
        )
    )
    month, day = draw(st.integers(0, 13)), draw(st.integers(0, 32))
    form = draw(
        one_of(
            "{y:04}-{m:02}-{d:02}|{y}-{m}-{d}|{y}/{m}/{d}|{y}.{m}.{d}|{y}年{m}月{d}日|"
            "{y} 年 {m} 月 {d} 日|{y:04}{m:02}{d:02}|{d:02}/{m:02}/{y}|{m}/{d}/{y:04}|"
            "{y}-{m:02}|{y}|{y}年{m}月|{m}月{d}日|{y}-{m}/{d}号|{y:04}．{m:02}．{d:02}"
        )
    )
    return form.format(y=year, m=month, d=day)


@st.composite
def likely_days(draw: st.DrawFn) -> str:
    """A date that exists, near the export."""
    day = EXPORTED_ON + timedelta(days=draw(st.integers(-900, 4)))
    form = draw(st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]))
    return day.strftime(form)


@st.composite
def times(draw: st.DrawFn) -> str:
    """A date with a time of day in one of many shapes."""
    day = draw(likely_days() | likely_days() | days())
    hour, minute, second = draw(st.integers(0, 25)), draw(st.integers(0, 60)), draw(st.integers(0, 60))
    clock = draw(
        one_of(
            "{h:02}:{m:02}:{s:02}|{h}:{m}|{h}:{m}:{s}|{h:02}:{m:02}:{s:02}.5|"
            "{h:02}:{m:02}:{s:02}.123456789|{h}时{m}分|{h}时{m}分{s}秒|{h}點{m}分|"
            "{h:02}{m:02}{s:02}|{h:02}{m:02}|{h}|24:00:00|24:00:01"
        )
    ).format(h=hour, m=minute, s=second)
    zone = draw(
        st.sampled_from(
            ["", "", "", "", "Z", "+08:00", "+0800", "+08", "+00:00", "-05:00", "+09", " +0800", "z"]
        )
    )
    return day + draw(st.sampled_from([" ", " ", "T", "  ", "", "\u3000"])) + clock + zone


SERIALS = st.builds(
    lambda whole, part: f"{whole}{part}",
    st.integers(19_990, 80_010) | st.integers(46_000, 46_300),
    st.sampled_from(["", ".5", ".377083333333333", ".99999999", ".0", ".123456789012345678901", "."]),
)
RANGES = st.builds(
    lambda first, sign, last: first + sign + last,
    likely_days() | days(),
    st.sampled_from(["-", "--", "~", "～", "至", " - ", "—", "到", " 至 ", "、"]),
    likely_days() | days(),
)
NUMBERS = st.one_of(
    st.integers(-5, 3000).map(str),
    one_of(
        "1,200|1，200|12,34|1,234,567.5|0.5|2.5|3.50|-0.001|-0|+7|1e3|0x1F|1_000|１２|12.|"
        ".5|999999999999999|1000000000000000|999999999999999.99999999999|"
        "123456789012345678901234567890|99999999999999999999999999999999999999999999|35ms|"
        "35 毫秒|120万元|120万|120 元|2026年|2026年度|1.005|2.675|0.12345678905|"
        "-99999999999999999|007|1 000|十二|12行|3条"
    ),
)
FREQUENCIES = st.one_of(
    one_of(
        "每日|每天|每日3点10分|实时|每周六9点|每两周|半月|每月2号2点|每季度|每半年|每年|"
        "年度|不定期|不更新|每週|每兩週|即時|2024-01-01|45292|每两月|每周或每月|daily|"
        "Weekly|按月|一年一次|1次/周|每7天|每14天|季|T+1|每小时|每年12月31日前"
    ),
    st.builds(
        lambda *parts: "".join(parts),
        st.sampled_from(["每", "按", "", "一", "每1", "半", "每半", "隔"]),
        one_of("日|天|周|星期|月|季度|季|年|两周|个月|年度|工作日|半年"),
        st.sampled_from(["", "更新", "一次", "3号", " 9点", "或每月", "。"]),
    ),
)
LISTS = st.lists(
    st.sampled_from(["R1", "R2", " R3 ", "R1", "/", "无", "", "Ｒ４", "150300/001", "a b", "\u200b"]),
    max_size=6,
).flatmap(
    lambda ids: st.sampled_from([";", "；", "、", ",", "，", "|", "\n", " "]).map(lambda sign: sign.join(ids))
)
ANY_TEXT = st.one_of(
    st.text(max_size=12),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=6),
    st.lists(st.one_of(BLANKS, STRANGE, st.sampled_from("局市人社A1a０Ａ（）")), max_size=8).map("".join),
    st.sampled_from(
        ["字" * 2000, "字" * 2001, "a" * 20_001, "R1;" * 6_000, "长" * 41, " ".join(["x"] * 1000)]
    ),
)
ITEM_NAMES = st.one_of(
    one_of(
        "姓名|一月|2018年收入|65岁以上人口|GDP|PM2.5|2018|2018-01|08:00-09:00|其中：60岁以上|content:内容|编号:检体编号|地址。|"
        "104|1,234|3.14|-5|50%|2026年1月5日|105年1月5日|20260105|0472-3151234|(03)4225205|13812345678|15030219900101123X|"
        "91150300MA0ABCDE12|电话：0473-2998877|电话(公司电话):03-4225205#6004|地址:环北路390号|机关名称:桃园市政府青年事务局|联络人:邓小姐|"
        "更新频率: 即时|http://a.cn/b|a@b.cn|乌政发〔2025〕12号|府青公字第1040315930 号函|不受限制。申请活动视人数|"
        "请按照办事指南填写本人及家庭成员的基本情况。"
    ),
    st.one_of(
        [st.from_regex(pattern.replace("$", ""), fullmatch=True) for _kind, pattern in VALUES_AS_NAMES]
    ),
)
IDENTIFIERS = st.integers(1, 40).map(lambda number: f"R{number:04}")


def cells(column: Column) -> st.SearchStrategy[str | None]:
    """Cells of a column: mostly of its own kind, sometimes of any other, sometimes odd."""
    own: st.SearchStrategy[str]
    match column.kind:
        case "date" | "timestamp":
            own = st.one_of(likely_days(), times(), likely_days(), days(), SERIALS, RANGES)
        case "integer" | "decimal":
            own = NUMBERS
        case "boolean":
            own = st.sampled_from([*sorted(TRUE_WORDS | FALSE_WORDS), "YES", "待定", "TRUE", "有 "])
        case "code" if column.lenient:
            own = FREQUENCIES
        case "code":
            own = st.sampled_from([*column.codes, *(text.upper() for text in column.codes), "其他"])
        case "list":
            own = LISTS
        case _ if column.nominal:
            own = ITEM_NAMES
        case _:
            own = IDENTIFIERS
    odd = st.one_of(
        ANY_TEXT, likely_days(), times(), days(), NUMBERS, FREQUENCIES, LISTS, st.sampled_from(VALUE_BLANKS)
    )
    dressed = st.builds(lambda left, text, right: left + text + right, BLANKS, own, BLANKS | STRANGE)
    weighted = [own] * 9 + [own.map(widened), dressed, odd] + ([st.none()] * (1 if column.required else 4))
    return st.integers(0, len(weighted) - 1).flatmap(lambda choice: weighted[choice])


def tidy(column: Column) -> str:
    """A cell that is fine in every feed."""
    tidy_cells = {
        "date": "2026-01-05",
        "timestamp": "2026-01-05 09:03:00",
        "integer": "2026",
        "decimal": "12.5",
    }
    if column.kind == "code":
        return next(iter(column.codes))
    return tidy_cells.get(column.kind, "是" if column.kind == "boolean" else "R0001")


def files(feed: Feed) -> st.SearchStrategy[list[dict[str, str | None]]]:
    """Lines of a file of this feed: messy throughout, or tidy but for one or two cells."""
    messy = {column.name: cells(column) for column in feed.columns}
    fine = {column.name: tidy(column) for column in feed.columns}
    few = st.lists(st.sampled_from(list(messy)), min_size=0, max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: messy[name] for name in names}).map(
            lambda some: fine | some
        )
    )
    return st.lists(st.one_of(st.fixed_dictionaries(messy), few, few), min_size=1, max_size=ROWS)
