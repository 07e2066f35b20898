"""What providers are measured by in catalogue and refresh log: C1, C2, C3, S1, S2, S3."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta

from tests.golden.by_hand.city import City
from tests.golden.by_hand.reading import (
    BLANK,
    FALSE,
    LIMITS,
    TRUE,
    UNSTRUCTURED,
    Row,
    day,
    frequency,
    moment,
    share,
    table,
)


def catalogue_rates(city: City) -> None:
    """C1 fields filled, C2 resources without a finding, S1 connected, S3 declared; articles 4, 6, 8, 9, 10, 11."""
    filled: dict[str, list[int]] = defaultdict(list)
    sound: dict[str, list[int]] = defaultdict(list)
    connected: dict[str, list[int]] = defaultdict(list)
    declared: dict[str, list[int]] = defaultdict(list)
    for row in city.at_the_end():
        name, kind, how = row["提供单位"], share(row["共享类别"]), frequency(row["更新频度"])
        texts = [row[field] not in BLANK for field in ("数据名称", "数据格式", "时效要求")]
        withheld = kind == "不予"
        texts += [row[f] not in BLANK or (withheld and row[f] == "无") for f in ("共享范围", "提供方式")]
        texts += [bool(kind), bool(how), True, row["可否向社会开放"].lower() in TRUE | FALSE]
        filled[name] += [int(one) for one in texts]
        if not all(texts):
            city.facts["C1"][name][row["资源编号"]] = 9 - sum(texts)
        formats = [
            part for part in re.split(r"[、,，;；/ ]+", row["数据格式"].lower()) if part and part not in BLANK
        ]
        broken = [
            withheld and row["不予共享依据"] in BLANK,
            withheld and row["不予共享理由"] in BLANK,
            row["资源分类"].startswith("基础") and kind != "无条件",
            kind == "有条件" and row["共享条件"] in BLANK,
            row["资源分类"][:2] in ("主题", "主題") and row["牵头部门"] in BLANK,
            not withheld and row["是否挂接"].lower() not in TRUE,
            bool(formats) and all(part in UNSTRUCTURED or part.startswith("纸质") for part in formats),
        ]
        sound[name].append(int(not any(broken)))
        if any(broken):
            city.facts["C2"][name][row["资源编号"]] = 1
        if not withheld:
            connected[name].append(int(row["是否挂接"].lower() in TRUE))
            declared[name].append(int(how not in ("", "不定期")))
            for code, ones in (("S1", connected), ("S3", declared)):
                if not ones[name][-1]:
                    city.facts[code][name][row["资源编号"]] = 1
    for code, counted in (("C1", filled), ("C2", sound), ("S1", connected), ("S3", declared)):
        city.rates[code] = {name: (sum(ones), len(ones)) for name, ones in counted.items()}


def fresh_days(city: City) -> None:
    """S2: day by day, whether the last real renewal is no older than the declared frequency allows; article 10."""
    log: dict[str, list[tuple[datetime, str, str]]] = defaultdict(list)
    for _line, row in table(city.file("数据更新日志")):
        at = moment(row["数据更新时间"])
        if at is not None:
            log[row["资源编号"]].append((at, row["内容摘要"], row["数据量"]))
    renewed: dict[str, set[date]] = defaultdict(set)
    touched: set[tuple[str, date]] = set()
    for resource, entries in log.items():
        last_hash = last_count = ""
        for at, digest, count in sorted(set(entries)):
            told = (digest and last_hash) or (count and last_count)
            new = (digest and last_hash and digest != last_hash) or (
                count and last_count and count != last_count
            )
            if new or not told:
                renewed[resource].add(at.date())
            else:
                touched.add((resource, at.date()))
            last_hash, last_count = digest or last_hash, count or last_count
    for _exported, listed in city.catalogues:
        for resource, row in listed.items():
            on = day(row["数据更新时间"])
            if on and (resource, on) not in touched:
                renewed[resource].add(on)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for resource in {*city.catalogues[0][1], *city.catalogues[1][1]}:
        for n in range((city.end - city.start).days + 1):
            on = city.start + timedelta(n)
            listed_then = asked_for(city, resource, on)
            limit = LIMITS.get(frequency(listed_then["更新频度"])) if listed_then else None
            if listed_then is None or limit is None:
                continue
            last = max((one for one in renewed[resource] if one <= on), default=date.min)
            days_since = (on - last).days if last > date.min else 10**6
            fresh = days_since <= limit + len(city.outages) and limit >= sum(
                last + timedelta(d) not in city.outages for d in range(1, days_since + 1)
            )
            found[listed_then["提供单位"]][0] += fresh
            found[listed_then["提供单位"]][1] += 1
            if not fresh:
                city.facts["S2"][listed_then["提供单位"]][resource] += 1
    city.rates["S2"] = {name: (met, cases) for name, (met, cases) in found.items()}


def asked_for(city: City, resource: str, on: date) -> Row | None:
    """What a resource said on a day on which it was published and to be shared; None where it was not.

    A resource first seen in the later export counts from the publication it states there.
    """
    (_first, old), (changed_on, new) = city.catalogues
    row = new.get(resource) if on >= changed_on else old.get(resource)
    published = day((row or new.get(resource, {})).get("发布日期", ""))
    if row is None and on < changed_on and resource not in old and published:
        row = new.get(resource)
    if row is None or (published and on < published) or share(row["共享类别"]) == "不予":
        return None
    return row


def catalogue_updates(city: City) -> None:
    """C3: change events answered by an update of every named resource within 15 working days; article 7."""
    found: dict[str, list[int]] = defaultdict(list)
    for _line, row in {row["变动编号"]: (0, row) for _n, row in table(city.file("职能与法规变动"))}.values():
        on = day(row["变动日期"])
        if on is None or on > city.as_of:
            continue
        until = city.deadline(on, 15)
        updates = []
        for resource in re.split("[、,，]", row["涉及资源"]):
            dates = [
                told
                for _exported, listed in city.catalogues
                if resource in listed
                for told in (day(listed[resource]["目录更新日期"]), day(listed[resource]["发布日期"]))
                if told and on <= told <= city.as_of
            ]
            updates.append(min(dates, default=date.max))
        if city.start <= until <= city.end and (max(updates) < date.max or city.as_of > until):
            name = city.names[row["部门"]]
            found[name].append(int(max(updates) <= until))
            if max(updates) > until:
                city.facts["C3"][name][row["变动编号"]] = 1
    city.rates["C3"] = {name: (sum(ones), len(ones)) for name, ones in found.items()}
