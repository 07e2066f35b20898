"""A made-up round of 100 departments by 25 indicators: its scheme, results, appeals and budget proposals."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

from evaluation.appeal_records import Appeal
from evaluation.records import Adjustment, Dimension, Goalposts, Grade, Indicator, Scheme, Step, Steps, Veto
from evaluation.results import Evaluation
from tests.unit.evaluation.examples import ALL_FEEDS, evaluation

DEPARTMENTS, INDICATORS, DIMENSIONS = 100, 25, 5


def generated_scheme() -> Scheme:
    """25 indicators in five dimensions, three inside another one: rates (some shrunk), figures, counts, extras."""
    indicators = []
    for n in range(INDICATORS):
        kind = ("rate", "rate", "rate", "figure", "count")[n % 5]
        scoring: Goalposts | Steps = Goalposts(rule="goalposts", low=0.4 + n / 100, high=1)
        if kind == "figure":
            scoring = Goalposts(rule="goalposts", low=1 + n / 10, high=20 + n)
        if kind == "count":
            scoring = Steps(rule="steps", steps=[Step(at_least=k, score=100 - 30 * k) for k in range(4)])
        indicators.append(
            Indicator(
                code=f"X{n:02d}",
                title=f"指标之{n:02d}",
                article="第九条",
                metric=f"metric_{n}",
                feeds=["requests"],
                unit={"rate": "%", "figure": "工作日", "count": "起"}[kind],
                weight=20,
                dimension=f"d{n // 5}",
                direction="higher" if kind == "rate" else "lower",
                scoring=scoring,
                shrink=n % 2 == 0,
                minimum_sample=5 if kind == "rate" else 0,
                rationale="—",
                missing="zero_with_cases" if n == 3 else "not_scored",
                peer_groups=["服务部门"] if n == 6 else [],
            )
        )
    return Scheme(
        code="generated",
        title="生成的方案",
        edition="1",
        source="第十四条",
        indicators=indicators,
        dimensions=[
            Dimension(code="top", title="上级维度", weight=60),
            *(
                Dimension(
                    code=f"d{n}",
                    title=f"维度之{n}",
                    weight=(40, 30, 30, 20, 20)[n],
                    parent="top" if n < 3 else "total",
                )
                for n in range(DIMENSIONS)
            ),
        ],
        grades=[
            Grade(title=t, floor=f) for t, f in (("优秀", 90), ("良好", 80), ("合格", 60), ("不合格", 0))
        ],
        adjustments=[
            Adjustment(
                code=code,
                title=title,
                article="第二十条",
                kind=kind,
                metric="metric_4",
                feeds=["requests"],
                per_unit=unit,
                cap=cap,
                rationale="—",
            )
            for code, title, kind, unit, cap in (
                ("J1", "奖励", "bonus", 1.5, 2),
                ("K1", "另扣", "deduction", 2, 6),
            )
        ],
        vetoes=[
            Veto(
                code="V1",
                title="过半不合规",
                article="第十五条",
                indicator="X00",
                comparison="<",
                threshold=0.5,
                minimum_sample=5,
                grade_at_most="合格",
                rationale="—",
            )
        ],
    )


def generated_city() -> Evaluation:
    """100 departments in three groups with seeded figures, gaps, small samples and evidence of two indicators."""
    scheme, rng = generated_scheme(), np.random.default_rng(2026)
    names = [f"乌海市第{n:03d}局" for n in range(1, DEPARTMENTS + 1)]
    names[7], names[8] = "=乌海市公式局*", "+乌海市加号局?"
    figures: dict[str, dict[str, tuple[float, float, float | None]]] = {}
    for indicator in scheme.indicators:
        own: dict[str, tuple[float, float, float | None]] = {}
        for name in names:
            cases = int(rng.choice([0, 2, 8, 40, 300], p=[0.1, 0.1, 0.2, 0.4, 0.2]))
            good = int(rng.binomial(cases, rng.uniform(0.5, 1))) if cases else 0
            value: float | None = good / cases if cases else None
            if indicator.unit == "工作日":
                value = float(rng.uniform(0, 40)) if cases > 2 else None
            if indicator.unit == "起":
                value = float(rng.choice([0, 0, 0, 1, 2, 5]))
            own[name] = (good, cases, value)
        figures[indicator.code] = own
    for indicator in scheme.indicators:  # one department without data: no rank
        figures[indicator.code][names[99]] = (0, 0, None)
    evidence = {
        code: pd.DataFrame(
            {
                "department": [name for name in names for _ in range(3)],
                "request_id": [f"Q{n:04d}" for n in range(300)],
                "reason": "@逾期答复",
                "feed": "requests",
                "batch_id": 3,
                "line": range(2, 302),
                "file_name": "申请.csv",
            }
        )
        for code in ("X00", "X05")
    }
    peers = {name: ("综合部门", "服务部门", "监管部门")[n % 3] for n, name in enumerate(names)}
    return evaluation(scheme, peers, figures, ALL_FEEDS, evidence)


def appeals(ledger: pd.DataFrame) -> list[Appeal]:
    """Seven appeals about facts of the ledger, the first of them ruled on."""
    rows = ledger[ledger["kind"] == "evidence"].head(7).to_dict("records")
    return [
        Appeal(
            appeal_id=f"2026Q2-{n:04d}",
            round_id="2026Q2",
            edition=1,
            entry=row["entry"],
            kind=row["kind"],
            department=row["department"],
            code=row["code"],
            points=row["points"],
            sentence=row["sentence"],
            statement="平台当日故障",
            filed_by="专员",
            filed_at=datetime(2026, 7, 2, 9),
            rule_by=date(2026, 7, 16),
            files=[],
            ruling="upheld" if n == 1 else None,
            share=1.0 if n == 1 else None,
            reason="属实" if n == 1 else None,
            score_before=80.0,
            score_after=81.0,
            rank_before=9,
            rank_after=8,
            ruled_by="评价员甲",
            ruled_at=datetime(2026, 7, 3),
        )
        for n, row in enumerate(rows, 1)
    ]


def proposals(names: list[str]) -> pd.DataFrame:
    """Thirteen projects with a proposal each."""
    return pd.DataFrame(
        {
            "project_id": [f"XM{n:02d}" for n in range(13)],
            "project_name": "平台",
            "department": names[:13],
            "kind": "new",
            "stage": "立项",
            "budget_year": 2026,
            "amount_wan": [100.5 + n for n in range(13)],
            "proposal": "defer",
            "rule_id": "wuhai-15-low-score",
            "article": "第十五条",
            "reason": "得分低",
            "evidence": "见扣分明细",
            "near_line": "",
            "feed": "projects",
            "batch_id": 4,
            "file_name": "项目.xlsx",
            "line": range(4, 17),
        }
    )
