"""What providers are measured by in requests and doubts about data: R1, R2, R3, S4."""

from __future__ import annotations

from collections import defaultdict

from tests.golden.by_hand.city import City
from tests.golden.by_hand.reading import BLANK, Row, day, is_refusal, share, table


def corrections(city: City) -> None:
    """S4: doubts about data checked within 10 working days; article 12."""
    found: dict[str, list[int]] = defaultdict(list)
    for _line, row in {row["校核编号"]: (0, row) for _n, row in table(city.file("疑义校核"))}.values():
        raised, replied = day(row["反馈时间"]), day(row["答复时间"])
        if raised is None:
            continue
        owner = city.listed_on(row["资源编号"], raised)
        until = city.deadline(raised, 10)
        answered = replied is not None and row["校核结果"] not in BLANK
        if owner and city.start <= until <= city.end and (answered or city.as_of > until):
            in_time = bool(answered and replied and replied <= until)
            found[owner["提供单位"]].append(int(in_time))
            if not in_time:
                city.facts["S4"][owner["提供单位"]][row["校核编号"]] = 1
    city.rates["S4"] = {name: (sum(ones), len(ones)) for name, ones in found.items()}


def requests(city: City) -> None:
    """R1 answered in time, R2 median working days (unanswered ones censored), R3 refusals with a reason; article 9."""
    newest: dict[str, Row] = {}
    for part in ("共享申请_20251230", "共享申请_20260630"):
        seen: dict[str, Row] = {}
        for _line, row in table(city.file(part)):
            seen.setdefault(row["申请编号"], row)
        newest |= seen
    on_time: dict[str, list[int]] = defaultdict(list)
    spells: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    reasoned: dict[str, list[int]] = defaultdict(list)
    city.requests = list(newest.values())
    for row in city.requests:
        applied, replied = day(row["申请时间"]), day(row["答复时间"])
        if applied is None or row["使用部门"] not in city.names:
            continue
        listed = city.listed_on(row["资源编号"], applied)
        if listed is None:
            continue
        name, refused = listed["提供单位"], is_refusal(row["答复结果"])
        has_reason = row["理由"] not in BLANK
        if refused and replied and city.start <= replied <= city.end:
            reasoned[name].append(int(has_reason))
            if not has_reason:
                city.facts["R3"][name][row["申请编号"]] = 1
        if share(listed["共享类别"]) != "有条件":
            continue
        answered = (
            replied if replied and row["答复结果"] not in BLANK and (not refused or has_reason) else None
        )
        paused_from, paused_to = day(row["补正起"]), day(row["补正止"])
        paused = None
        if paused_from:
            paused = (max(paused_from, applied), paused_to or answered or city.as_of)
        until = city.deadline(applied, 5, paused)
        extended = day(row["经批准延期至"])
        until = max(until, extended) if extended else until
        withdrawn = day(row["撤回时间"])
        taken_back = bool(withdrawn and (answered is None or withdrawn < answered))
        end = answered or withdrawn or city.as_of
        if city.start <= applied <= city.end:
            spells[name].append(
                (city.working_days(applied, end, paused), answered is not None and not taken_back)
            )
        if taken_back or not city.start <= until <= city.end:
            continue
        if answered or city.as_of > until:
            in_time = answered is not None and answered <= until
            on_time[name].append(int(in_time))
            if not in_time:
                city.facts["R1"][name][row["申请编号"]] = 1
    city.rates["R1"] = {name: (sum(ones), len(ones)) for name, ones in on_time.items()}
    city.rates["R3"] = {name: (sum(ones), len(ones)) for name, ones in reasoned.items()}
    city.medians = {name: (kaplan_meier(own), len(own)) for name, own in spells.items()}


def kaplan_meier(spells: list[tuple[int, bool]]) -> float | None:
    """The first number of working days after which no more than half are still waiting; None where most wait on."""
    waiting = 1.0
    for days in sorted({days for days, _done in spells}):
        at_risk = sum(other >= days for other, _done in spells)
        done = sum(finished for other, finished in spells if other == days)
        waiting *= 1 - done / at_risk
        if waiting <= 0.5 + 1e-9:
            return float(days)
    return None
