"""The definitions shown on the method page, read from the same records the figures are computed from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from evaluation.records import Goalposts, Indicator, Scheme
from evaluation.scheme import load_scheme
from language import N_
from metrics import METRICS
from ui import lake
from ui.language import _

INTRODUCTION = N_(
    "**工作日怎么算**　收到当日不计，从次日起算；"
    "按国务院办公厅每年的放假通知，法定节假日不计、调休上班日计入；"
    "补正期间和共享平台故障日不计，经批准的延期以延期后的日期为准。"
    "尚未发布放假通知的年份按周一至周五推算，凡涉及处均标“暂定”。\n\n"
    "**哪些不算**　撤回的申请、未到期的申请不进分母；逾期未答复当天即计为逾期，不因迟迟不答复而占便宜；"
    "不同意而不说明理由，不算有效答复。平台故障造成的失败和中断不计入部门。"
    "某类数据没有上传时，相关指标“不予评分”，既不是零分也不是满分。\n\n"
    "**目录按哪一天**　按截至日有效的那次导出；首次导出之前按首次导出，但不早于其发布日期，"
    "尚未发布的资源不计入任何部门。目录只载最近一次更新日期，两次导出之间更新多次的只见最后一次："
    "部门曾按时更新的，补传当时的目录导出即可更正；法规或职能变动后宜及时导出目录。\n\n"
    "**怎样算更新**　更新日志中内容摘要或行数有变化的，以及目录所载的数据更新时间；"
    "日志表明当日只改时间未改内容的不算。\n\n"
    "**没写用途的调用**　在授权期限内、日志未写用途的，计为授权范围内，因为没有证据表明用途不符；"
    "用途相近而不同的留待人工判定，不计入比率。\n\n"
    "**故障半天算不算**　发生过平台故障的日子整日不计入期限，从宽。\n\n"
    "**同一事实可影响几项**　未挂接既是目录不合规，也降低挂接率；未申报频度既是目录缺项，也降低申报率；"
    "不同意而无理由既按未有效答复计，也降低理由说明率。几项所考核的义务不同，出自不同条款。\n\n"
    "**从数字到原始行**　每张表可导出；点击任一行可看到它来自哪个文件、第几行、谁在何时上传；"
    "申请还会列出期限逐日怎么算。"
)
KINDS = {"rate": N_("比率"), "evidence": N_("依据清单"), "list": N_("明细"), "summary": N_("汇总")}


def metrics_table() -> pd.DataFrame:
    """Every metric: name, kind, unit, article, what its columns are."""
    return pd.DataFrame(
        [
            {
                _("名称"): _(record.title),
                _("种类"): _(KINDS.get(record.kind, record.kind)),
                _("依据"): _(record.article),
                _("单位"): _(record.unit),
                _("口径"): _("，")
                .join(
                    f"{column}＝{_(about)}"
                    if column in ("numerator", "denominator", "value")
                    else _(about.replace("（代码）", ""))
                    for column, about in record.columns.items()
                    if column not in ("batch_id", "line", "file_name", "feed")
                )
                .replace("numerator＝", _("分子＝"))
                .replace("denominator＝", _("分母＝"))
                .replace("value＝", _("结果＝")),
                _("代码"): record.name,
            }
            for record in METRICS.values()
        ]
    )


@st.cache_resource(show_spinner=False)
def _scheme() -> Scheme:
    return load_scheme(known_metrics=METRICS)


def scheme_text() -> str:
    """The scheme's name, grades and rounding in words."""
    scheme = _scheme()
    grades = _("，").join(f"{_(grade.title)} ≥ {grade.floor:g}" for grade in scheme.grades if grade.floor > 0)
    return _("**{title}**，第 {edition} 版。{source}。满分 {scale:g}；{grades}。").format(
        title=_(scheme.title),
        edition=scheme.edition,
        source=_(scheme.source),
        scale=scheme.scale,
        grades=grades,
    )


def indicators() -> pd.DataFrame:
    """Every indicator: dimension, weight in the whole, article, scoring, minimum sample, reason."""
    scheme = _scheme()
    weights = scheme.overall_weights()
    titles = {dimension.code: dimension.title for dimension in scheme.dimensions}
    return pd.DataFrame(
        [
            {
                _("代码"): one.code,
                _("维度"): _(titles[one.dimension]),
                _("指标"): _(one.title),
                _("权重"): weights[one.code],
                _("依据"): _(one.article),
                _("评分"): _scoring(one),
                _("最小样本"): one.minimum_sample,
                _("数据缺失时"): _("不予评分") if one.missing == "not_scored" else _("计零分"),
                _("取数"): _("本版暂不计算")
                if one.planned
                else _(METRICS[one.metric].title)
                if one.metric
                else "",
                _("理由"): _(one.rationale),
            }
            for one in scheme.indicators
        ]
    )


def _scoring(indicator: Indicator) -> str:
    rule = indicator.scoring
    if isinstance(rule, Goalposts):
        worst, best = (rule.low, rule.high) if indicator.direction == "higher" else (rule.high, rule.low)
        return (
            _("{worst:g} 及以下零分，{best:g} 满分，其间按比例").format(worst=worst, best=best)
            if (indicator.direction == "higher")
            else _("{best:g} 满分，{worst:g} 及以上零分，其间按比例").format(worst=worst, best=best)
        )
    return _("，").join(
        _("≥ {floor:g} 得 {score:g}").format(floor=s.at_least, score=s.score) for s in rule.steps
    )


def deadline_rules() -> pd.DataFrame:
    """The deadline rules in force in the lake."""
    return lake.query("deadline_rules")


def frequency_limits() -> pd.DataFrame:
    """Days a resource may go without a refresh, by declared frequency."""
    return lake.query("frequency_limits")
