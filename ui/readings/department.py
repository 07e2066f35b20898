"""One department: where it stands beside the city, and what it should see to first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from language import N_
from ui.blocks import Tile
from ui.figures import Rate
from ui.language import _
from ui.readings.scoreboard import HEADLINES, RULES


@dataclass(frozen=True)
class Task:
    """Something to see to: the list it is on, what it is, and the article that asks for it."""

    metric: str
    title: str
    article: str


TASKS = (
    Task("unanswered_requests", N_("逾期未答复的申请"), N_("第九条")),
    Task("late_catalogue_updates", N_("变动后未按时更新目录"), N_("第七条")),
    Task("late_corrections", N_("未按时校核的疑义"), N_("第十二条")),
    Task("stale_resources_now", N_("当前不及时的资源"), N_("第十条")),
    Task("conformity_findings", N_("目录合规问题"), N_("第四、八、九、十一条")),
    Task("unconnected_resources", N_("应挂接未挂接的资源"), N_("第四条")),
    Task("undeclared_frequencies", N_("未申报明确频度的资源"), N_("第六条")),
    Task("unauthorised_usage", N_("未按授权使用的调用"), N_("第十三、二十条")),
    Task("incidents_confirmed", N_("经确认的安全事件"), N_("第十九条")),
)
"""In the order a department should see to them: what others wait for comes first."""


def tiles(own: dict[str, Rate], earlier: dict[str, Rate], city: dict[str, Rate] | None) -> list[Tile]:
    """The headline rates with their change, the city's among the explanations for who may read it."""
    made = []
    for name in HEADLINES:
        about = _("{rule}。{counts}；变化为与上期相比。").format(rule=_(RULES[name]), counts=own[name].counts)
        if city is not None:
            about += _("全市 {rate}。").format(rate=city[name].text)
        note = _("全市 {rate}").format(rate=city[name].text) if city else own[name].counts
        change = own[name].change(earlier[name])
        made.append(Tile(_(HEADLINES[name]), own[name].text, note=note, change=change, help=about))
    return made


def tasks(counts: dict[str, int], most: int) -> pd.DataFrame:
    """What is open, in the order to see to it: what, how many, which article."""
    rows = [
        {
            _("先办"): at,
            _("事项"): _(task.title),
            _("数量"): f"{most}+" if counts[task.metric] > most else f"{counts[task.metric]:,}",
            _("依据"): _(task.article),
        }
        for at, task in enumerate((one for one in TASKS if counts.get(one.metric)), start=1)
    ]
    return pd.DataFrame(rows)


def partners(flows: pd.DataFrame, department: str) -> pd.DataFrame:
    """Who uses this department's data and whose it uses, most calls first: kind (words), amount (calls)."""
    given = flows[flows["provider"] == department].assign(
        kind=lambda rows: [_("{name}使用本部门").format(name=name) for name in rows["consumer"]]
    )
    taken = flows[(flows["consumer"] == department) & (flows["provider"] != department)].assign(
        kind=lambda rows: [_("本部门使用{name}").format(name=name) for name in rows["provider"].fillna("—")]
    )
    both = pd.concat([given, taken])
    return both.rename(columns={"calls": "amount"})[["kind", "amount"]]
