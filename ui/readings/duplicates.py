"""What the page on duplicate collection reads out of stored findings."""

from __future__ import annotations

from typing import Any

import pandas as pd

from duplicates.find import headline, telling_pairs
from duplicates.words import REASONS, WORDS
from language.retelling import retold
from ui.blocks import Tile
from ui.language import _, together

WAITING = ("open", "returned")
LISTED = [
    "sentence", "band", "state", "resource_name", "source_name", "score", "evidence", "first", "burden", "department",
    "provider", "finding_id",
]  # fmt: skip


def compared(run: Any) -> str:  # noqa: ANN401 - a row of a frame
    """When the catalogue was last compared, by whom, and whether something was loaded since."""
    sentence = _(
        "比对截至 {as_of}：{when} 由 {who} 比对 {resources:,} 个资源、{items:,} 个信息项，发现 {findings:,} 项。"
    ).format(
        as_of=f"{run.as_of:%Y-%m-%d}", when=f"{run.found_at:%Y-%m-%d %H:%M}", who=_(run.found_by),
        resources=run.resources, items=run.items, findings=run.findings,
    )  # fmt: skip
    if not run.behind:
        return sentence
    return together(
        sentence, _("此后载入或撤销了 {n} 个目录或信息项文件，尚未比对。").format(n=int(run.behind))
    )


def tiles(findings: pd.DataFrame) -> list[Tile]:
    """How many wait, were confirmed, were dismissed, and how much people fill in again: each item of a form once,
    however many findings name it.
    """
    plain = findings[findings["finding_class"] == "duplicate"]
    waiting = plain["state"].isin(WAITING)
    confirmed = plain["state"] == "confirmed"
    counted: Any = plain[confirmed | waiting].itertuples()
    asked = {
        (row.resource_id, pair["item"]): int(row.forms) for row in counted for pair in telling_pairs(row)
    }
    return [
        Tile(_("待裁定"), f"{int(waiting.sum()):,}", note=_("项")),
        Tile(_("已确认"), f"{int(confirmed.sum()):,}", note=_("项，计入评价")),
        Tile(_("已排除或有依据"), f"{int((~waiting & ~confirmed).sum()):,}", note=_("项")),
        Tile(
            _("重复填报"),
            f"{sum(asked.values()):,}",
            note=_("项 × 表单"),
        ),
    ]


def narrowed(
    findings: pd.DataFrame,
    *,
    kind: str,
    finding_class: str,
    bands: list[str],
    waiting: bool,
    departments: tuple[str, ...],
) -> pd.DataFrame:
    """The findings a reader asked for."""
    kept = (findings["kind"] == kind) & (findings["finding_class"] == finding_class)
    if bands:
        kept &= findings["band"].isin(bands)
    if waiting:
        kept &= findings["state"].isin(WAITING)
    if departments:
        kept &= findings["department"].isin(departments)
    return findings[kept].reset_index(drop=True)


def listed(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings as a table: words for codes, one sentence each."""
    out = findings.assign(sentence=[headline(row) for row in findings.itertuples()])
    return spelled(out)[LISTED]


def superseded(findings: pd.DataFrame) -> pd.DataFrame:
    """What a bulk ruling would touch: each finding in a sentence, its state, the ruling that would be superseded."""
    out = listed(findings)[["sentence", "state", "band", "resource_name", "source_name"]]
    former = [
        f"{by}：{reason}" if isinstance(by, str) else ""
        for by, reason in zip(findings["ruled_by"], findings["reason"], strict=True)
    ]
    out.insert(2, "former", former)
    return out


def spelled(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the finder's codes in words."""
    out = frame.copy(deep=False)
    for column, words in WORDS.items():
        if column in out:
            out[column] = [
                _(words[code]) if isinstance(code, str) and code in words else code for code in out[column]
            ]
    return out


def side_by_side(finding: Any) -> pd.DataFrame:  # noqa: ANN401 - a row of a frame
    """Items of both resources beside each other, pairs first; columns in the reader's language."""
    rows: list[tuple[str | None, str | None, str, float | None]] = [
        (pair["item"], pair["source_item"], reason(pair), round(float(pair["likeness"]), 2))
        for pair in finding.pairs
    ]
    rows += [(item, None, _("来源没有"), None) for item in finding.unmatched]
    rows += [(None, item, _("未采集"), None) for item in finding.source_unmatched]
    return pd.DataFrame(rows, columns=[_("采集的信息项"), _("已共享的信息项"), _("配对理由"), _("相似度")])


def reason(pair: dict[str, Any]) -> str:
    """Why two items are paired, with who confirmed an alias and when."""
    words = _(REASONS[pair["reason"]])
    if pair["reason"] == "confirmed_alias" and pair["confirmed_by"]:
        return _("{words}（{who}，{day}）").format(
            words=words, who=_(pair["confirmed_by"]), day=f"{pd.Timestamp(pair['confirmed_at']):%Y-%m-%d}"
        )
    return _("{text}（{more}）").format(text=words, more=pair["element"]) if pair["element"] else words


def facts(finding: Any, observed: pd.DataFrame) -> list[tuple[str, str]]:  # noqa: ANN401
    """What a reviewer has to know beside the items: title and text."""
    visible = _("当时已可见") if finding.visible_then else _("当时不可见或不详")
    day, source_day = (
        _("不详") if pd.isna(day) else f"{pd.Timestamp(day):%Y-%m-%d}"
        for day in (finding.published_on, finding.source_published_on)
    )
    used = (
        _("申请过 {requests} 次，成功调用 {calls} 次")
        if finding.requests or finding.calls
        else _("从未申请或调用")
    )
    named = _("{text}（{more}）")
    editions, source = _("、").join(finding.editions), finding.source_id
    return [
        (_("采集方"), f"{finding.department}　{named.format(text=finding.resource_name, more=editions)}"),
        (_("来源"), f"{finding.provider}　{named.format(text=finding.source_name, more=source)}"),
        (
            _("发布先后"),
            _("来源 {source}，采集 {day}，{visible}").format(source=source_day, day=day, visible=visible),
        ),
        (_("采集方用过来源吗"), used.format(requests=int(finding.requests), calls=int(finding.calls))),
        (_("证据强度"), _(WORDS["evidence"][finding.evidence])),
        (_("等级"), _(WORDS["band"][finding.band]) + _("，") + precision(finding, observed)),
        (
            _("负担"),
            _("{n} 项 × {forms} 份表单").format(n=len(telling_pairs(finding)), forms=int(finding.forms)),
        ),
        (_("依据条款"), retold(str(finding.article))),
        *([(_("归类原因"), str(finding.class_reason))] if finding.class_reason else []),
        *([(_("也共享于"), "、".join(finding.other_sources))] if len(finding.other_sources) else []),
    ]


def precision(finding: Any, observed: pd.DataFrame) -> str:  # noqa: ANN401
    """How often findings of this kind and band proved right so far."""
    row = observed[(observed["kind"] == finding.kind) & (observed["band"] == finding.band)]
    if row.empty:
        return _("该等级尚无裁定，准确率未知")
    one = row.iloc[0]
    return _("该等级已裁定 {n} 项，{share:.0%} 属实（95% 区间 {low:.0%}–{high:.0%}）").format(
        n=int(one["ruled"]), share=one["precision"], low=one["lower"], high=one["upper"]
    )
