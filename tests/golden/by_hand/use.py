"""What consumers and everybody are measured by: U1, U2, P1, P2."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from tests.golden.by_hand.city import City
from tests.golden.by_hand.reading import BLANK, TRUE, Row, day, is_refusal, moment, share, table


def calls(city: City) -> None:
    """U1 calls within what was allowed (by consumer), U2 calls that succeeded (by provider); articles 10, 13, 19."""
    seen: dict[tuple[str, ...], Row] = {}
    for part in ("08_使用日志", "09_使用日志", "10_使用日志"):
        for _line, row in table(city.file(part)):
            at = moment(row["调用时间"])
            key = (
                (row.get("日志编号", ""),)
                if row.get("日志编号")
                else (str(at), row["资源编号"], row["使用部门"])
            )
            if at and row["使用部门"] in city.names:
                seen.setdefault(key, row)
    grants: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in city.requests:
        if row["使用部门"] in city.names and row["答复结果"] and not is_refusal(row["答复结果"]):
            grants[row["资源编号"], city.names[row["使用部门"]]].append(row)
    used: dict[str, list[int]] = defaultdict(list)
    worked: dict[str, list[int]] = defaultdict(list)
    for row in seen.values():
        at = moment(row["调用时间"])
        assert at is not None
        if not city.start <= at.date() <= city.end:
            continue
        consumer, on = city.names[row["使用部门"]], at.date()
        listed = city.catalogues[on >= city.catalogues[1][0]][1].get(row["资源编号"])
        if listed is None and on < city.catalogues[1][0] and row["资源编号"] not in city.catalogues[0][1]:
            listed = city.catalogues[1][1].get(row["资源编号"])
        success = row["结果"] in ("成功", "success", "SUCCESS")
        if listed is None:
            continue
        if not platform_down(city, at) or success:
            worked[listed["提供单位"]].append(int(success))
        if success:
            verdict = allowed(city, row, listed, consumer, on, grants[row["资源编号"], consumer])
            if verdict is not None:
                used[consumer].append(int(verdict))
                if not verdict:
                    city.facts["U1"][consumer][row.get("日志编号") or row["申请编号"] or row["资源编号"]] += 1
    city.rates["U1"] = {name: (sum(ones), len(ones)) for name, ones in used.items()}
    city.rates["U2"] = {name: (sum(ones), len(ones)) for name, ones in worked.items()}


def platform_down(city: City, at: datetime) -> bool:
    """Whether the platform was down at a moment."""
    for _line, row in table(city.file("平台故障")):
        start, stop = moment(row["开始时间"]), moment(row["结束时间"])
        if start and start <= at <= (stop or datetime.max):
            return True
    return False


def allowed(city: City, row: Row, listed: Row, consumer: str, on: date, grants: list[Row]) -> bool | None:
    """Whether a call was allowed; None where it cannot be judged."""
    kind = share(listed["共享类别"])
    if listed["提供单位"] == consumer or kind == "无条件":
        return True
    if kind == "不予":
        return False
    near = False
    for grant in grants:
        if row["申请编号"] and row["申请编号"] != grant["申请编号"]:
            continue
        replied = day(grant["答复时间"])
        first = max(day(grant["授权起"]) or date.min, replied or date.max)
        last = min(day(grant["授权止"]) or date.max, day(grant["撤回时间"]) or date.max)
        if not first <= on <= last:
            continue
        said, granted = row["使用用途"], grant["使用用途"]
        if said in BLANK or granted in BLANK or said == granted:
            return True
        near = near or said in granted or granted in said
    return None if near else False


def safety(city: City) -> None:
    """P1 confirmed incidents of the period, P2 safeguards in place; articles 17, 19, 20."""
    seen = {row["事件编号"]: row for _line, row in reversed(table(city.file("安全事件")))}
    for row in seen.values():
        on = day(row["发生日期"])
        if (
            on
            and city.start <= on <= city.end
            and row["是否确认"].lower() in TRUE
            and row["责任部门"] in city.names
        ):
            city.facts["P1"][city.names[row["责任部门"]]][row["事件编号"]] = 1
    columns = {
        "data_officer": "数据专员",
        "confidentiality_agreement": "保密协议签订日期",
        "security_rules": "安全管理制度建立日期",
    }
    for name, row in city.register.items():
        there = {safeguard: row[column] not in BLANK for safeguard, column in columns.items()}
        city.rates.setdefault("P2", {})[name] = (sum(there.values()), 3)
        for safeguard, one in there.items():
            if not one:
                city.facts["P2"][name][safeguard] = 1
