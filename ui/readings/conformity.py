"""What the page on the catalogue reads out of its metrics."""

from __future__ import annotations

import pandas as pd

from ui.language import _

FINDINGS = {
    "not_shared_without_basis": "不予共享无依据",
    "not_shared_without_reason": "不予共享未说明理由",
    "base_not_unconditional": "基础信息未无条件共享",
    "conditional_without_condition": "有条件共享未写条件",
    "theme_without_lead": "主题信息无牵头部门",
    "not_connected": "列入目录未挂接",
    "never_connected": "列入目录未挂接",
    "unstructured_only": "仅非结构化格式",
    "unstructured": "仅非结构化格式",
}


def worded(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings with words for their codes."""
    return findings.assign(finding=findings["finding"].map(lambda code: _(FINDINGS.get(code, code))))


def by_finding(findings: pd.DataFrame) -> pd.DataFrame:
    """Number of findings per kind and article, as the chart of counts wants them: kind, amount."""
    counted = findings.groupby(["finding", "article"], as_index=False).size()
    return pd.DataFrame({"kind": counted["finding"] + "（" + counted["article"] + "）", "amount": counted["size"]})
