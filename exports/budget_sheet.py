"""Sheet 预算建议: a proposal per project with rule, article and evidence, the decision, and the sums."""

from __future__ import annotations

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from evaluation.budget import PROPOSALS
from exports.book import BUDGET, Book, quoted, span
from exports.styles import FIRST_ROW, finish, fitted, lay_out, lines_needed, put, row_height
from language import N_, _
from language.retelling import retold

HEADINGS: tuple[tuple[str, float], ...] = (
    (N_("部门"), 22), (N_("项目编号"), 13), (N_("项目名称"), 28), (N_("类型"), 7), (N_("阶段"), 9), (N_("年度"), 7),
    (N_("金额（万元）"), 11), (N_("建议"), 12), (N_("依据条款"), 10), (N_("理由"), 44), (N_("证据"), 60),
    (N_("分数线提示"), 24), (N_("决定"), 12), (N_("决定理由"), 22), (N_("决定人"), 9),
)  # fmt: skip
KINDS = {"new": N_("新建"), "operation": N_("运维")}
KIND, AMOUNT, PROPOSAL = 3, 6, 7


def write_budget(
    book: Book, sheet: Worksheet, proposals: pd.DataFrame, decisions: pd.DataFrame | None
) -> None:
    """Write the sheet, and below it live sums by proposal."""
    styles = book.styles
    total = float(proposals["amount_wan"].sum()) if len(proposals) else 0.0
    caption = _(
        "共 {n} 个项目，{total:,.2f} 万元。系统只提出建议，由署名的负责人决定；与建议不同的决定须写明理由。"
    ).format(n=len(proposals), total=total)
    headings = [(_(title), width) for title, width in HEADINGS]
    headings[KIND] = (headings[KIND][0], fitted(map(_, KINDS.values()), headings[KIND][1], 16))
    headings[PROPOSAL] = (
        headings[PROPOSAL][0],
        fitted(map(_, PROPOSALS.values()), headings[PROPOSAL][1], 22),
    )
    lay_out(sheet, styles, _("预算建议"), caption, headings, len(headings))
    decided = {} if decisions is None else {r["project_id"]: r for r in decisions.to_dict("records")}
    for offset, row in enumerate(proposals.to_dict("records")):
        at, decision = FIRST_ROW + offset, decided.get(row["project_id"], {})
        reason, evidence = retold(str(row["reason"])), retold(str(row["evidence"]))
        shown = (
            (row["department"], "text"), (row["project_id"], "text"), (row["project_name"], "text"),
            (_(KINDS.get(row["kind"], row["kind"])), "text"), (row["stage"], "text"), (row["budget_year"], "parameter"),
            (row["amount_wan"], "number"), (_(PROPOSALS[row["proposal"]]), "text"), (_(row["article"]), "text"),
            (reason, "text"), (evidence, "text"), (retold(row["near_line"]), "text"),
            (_(PROPOSALS.get(str(decision.get("decision")), "")), "text"), (decision.get("reason", ""), "text"),
            (_(decision.get("decided_by", "")), "text"),
        )  # fmt: skip
        for column, (value, kind) in enumerate(shown):
            put(sheet, at, column, value, styles.wrapped() if kind == "text" else styles(kind))
        texts = [str(value or "") for value, _kind in shown]
        deepest = max(
            lines_needed(text, width - 3) for text, (_t, width) in zip(texts, headings, strict=True)
        )
        sheet.set_row(at, row_height(deepest))
    at = FIRST_ROW + len(proposals) + 1
    amounts = span(BUDGET, AMOUNT, len(proposals)).split("!")[1]
    kinds = span(BUDGET, PROPOSAL, len(proposals)).split("!")[1]
    for code, word in PROPOSALS.items():
        own = (
            float(proposals.loc[proposals["proposal"] == code, "amount_wan"].sum()) if len(proposals) else 0.0
        )
        put(sheet, at, AMOUNT - 1, "", styles("text"))
        sheet.write_formula(
            at, AMOUNT, f"=SUMIFS({amounts},{kinds},{quoted(_(word))})", styles("number", bold=True), own
        )
        put(sheet, at, PROPOSAL, _("{word}合计").format(word=_(word)), styles("text", bold=True))
        at += 1
    finish(sheet, len(proposals), len(HEADINGS), len(HEADINGS), frozen=3)
    sheet.print_area(0, 0, at, len(HEADINGS) - 1)
