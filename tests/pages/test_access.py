"""Role × page × what is shown: who may open what, and what a department sees of it."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import metrics
from access import Person, Role
from metrics import METRICS, Window
from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from tests.people import access_file
from ui import access, downloads, lake, reads
from ui.navigation import BY_STEM, PAGES

REFUSAL = "您没有查看本页的权限"
DETAIL = [entry.stem for entry in PAGES if Role.DEPARTMENT in entry.roles and entry.stem != "method"]
WITHOUT_ROWS = {"compare", "search", "rounds", "appeals", "duplicates"}
"""Pages that have no rows of departments before somebody asks or a round is published."""
EXPECTED = {
    "leader": {"overview", "response", "freshness", "conformity", "use", "evaluation", "method"},
    "evaluator": {"overview", "response", "freshness", "conformity", "use", "evaluation", "upload", "method"},
    "uploader": {"upload", "method"},
    "department": {"response", "freshness", "conformity", "use", "evaluation", "method"},
    "administrator": {
        "overview",
        "response",
        "freshness",
        "conformity",
        "use",
        "evaluation",
        "upload",
        "method",
    },
}
"""Pages each role opens, written out; pages added later are held to their own register."""


@pytest.fixture(scope="module")
def departments(use_lake: Any, shown_city: LakeAddress) -> list[str]:
    """Full names, the one with most to answer for first."""
    use_lake(shown_city)
    window = Window(start=date(2025, 7, 1), end=date(2026, 6, 30), as_of=date(2026, 6, 30))
    with lake.lake().read() as (cursor, _snapshot):
        stale = metrics.run("stale_resources_now", cursor, window)["department"].value_counts()
    names = lake.departments(lake.snapshot())["department"].tolist()
    return sorted(names, key=lambda name: -int(stale.get(name, 0)))


def shown(page: Any) -> int:
    """Number of elements that could tell anything."""
    return sum(len(getattr(page, kind)) for kind in ("metric", "dataframe", "table", "caption", "title"))


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_for_its_roles_only(
    draw: Draw, shown_city: LakeAddress, departments: list[str], role: Role, entry: Any
) -> None:
    page = draw(entry.stem, shown_city, role=role.value, own=departments[0])
    assert not page.exception
    if role in entry.roles:
        assert page.title[0].value == entry.title
        assert not any(REFUSAL in warning.value for warning in page.warning)
    else:
        assert REFUSAL in page.warning[0].value
        assert shown(page) == 0


@pytest.mark.parametrize("role", list(Role))
def test_the_register_of_pages_is_as_agreed(role: Role) -> None:
    known = set().union(*EXPECTED.values())
    opened = {entry.stem for entry in PAGES if role in entry.roles and entry.stem in known}
    assert opened == EXPECTED[role.value]


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    """Every frame a page offers as a download."""
    frames: list[pd.DataFrame] = []

    def kept(frame: pd.DataFrame, *_: object) -> Any:
        frames.append(frame)
        return lambda: b""

    monkeypatch.setattr(downloads, "csv_of", kept)
    monkeypatch.setattr(downloads, "xlsx_of", kept)
    return frames


@pytest.mark.parametrize("name", list(METRICS))
def test_every_read_of_a_department_is_limited_by_its_query(
    use_lake: Any,
    shown_city: LakeAddress,
    departments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """Also where a page asks for another department or for all."""
    use_lake(shown_city)
    own = departments[0]
    clerk = Person("李华", frozenset({Role.DEPARTMENT}), own)
    monkeypatch.setattr(access, "identity", lambda: clerk)
    window = Window(start=date(2025, 7, 1), end=date(2026, 6, 30), as_of=date(2026, 6, 30))
    for asked in (None, departments[1]):
        frame = reads.at(name, lake.snapshot(), window, asked)
        if "department" in frame:
            assert set(frame["department"]) <= {own}
        elif {"provider", "consumer"} <= set(frame):
            assert ((frame["provider"] == own) | (frame["consumer"] == own)).all()
        elif name not in reads.OF_THE_PLATFORM:
            assert frame.empty


@pytest.mark.parametrize("stem", DETAIL)
def test_a_department_sees_and_downloads_its_own_rows_whatever_the_address_asks(
    draw: Draw,
    shown_city: LakeAddress,
    departments: list[str],
    exported: list[pd.DataFrame],
    stem: str,
) -> None:
    own, other = departments[0], departments[1]
    asked = {"department": [other], "peer_group": "市直部门", "period": "last12"}
    opened = {"use_tab": "各部门规范使用率"}  # the first table has no rows of this department
    page = draw(stem, shown_city, role="department", own=own, **asked, **opened)
    assert not page.exception
    assert not page.error
    frames = [*(one.value for one in page.dataframe), *exported]
    named = [frame for frame in frames if "department" in frame and len(frame)]
    assert named or stem in WITHOUT_ROWS
    for frame in named:
        assert set(frame["department"]) == {own}
    assert not any(other in caption.value for caption in page.caption)
    assert not any(getattr(one, "key", None) == "department" for one in page.multiselect)


def test_a_search_of_a_department_finds_its_own_resources_and_requests_only(
    draw: Draw, shown_city: LakeAddress, departments: list[str], exported: list[pd.DataFrame]
) -> None:
    own = departments[0]
    page = draw("search", shown_city, role="department", own=own, q="20")
    frames = [*(one.value for one in page.dataframe), *exported]
    assert sum(len(frame) for frame in frames) > 0
    for frame in frames:
        mine = frame["department"] == own
        assert (mine | (frame["applicant"] == own) if "applicant" in frame else mine).all()
    whole = draw("search", shown_city, role="leader", q="20")
    assert {name for one in whole.dataframe for name in one.value["department"]} > {own}


def test_somebody_without_a_reading_role_or_a_department_reads_nothing(
    draw: Draw, shown_city: LakeAddress
) -> None:
    page = draw("response", shown_city, role="department")
    assert "您的账号没有对应的部门" in page.warning[0].value
    assert shown(page) == 0


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, departments: list[str]) -> Path:
    path = access_file(tmp_path, departments[0])
    monkeypatch.setenv("ACCESS_FILE", str(path))
    return path


def claims(address: str, verified: bool | str = True, lasts: float | None = 600) -> dict[str, Any]:
    """What the provider says of a person whose identity ends in so many seconds from now, or never."""
    ends = None if lasts is None else time.time() + lasts
    return {"is_logged_in": True, "email": address, "email_verified": verified, "exp": ends}


def test_nobody_signed_in_is_asked_to(draw: Draw, shown_city: LakeAddress, people: Path) -> None:
    page = draw("overview", shown_city, user={"is_logged_in": False})
    assert [title.value for title in page.title] == ["请先登录"]
    assert [button.label for button in page.button] == ["登录"]
    assert not page.metric


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("stranger@example.cn",), "您的账号尚未开通。"),
        (("wang@example.cn", False), "您的邮箱未经身份认证系统核验，不能进入。"),
        (("wang@example.cn", "false"), "您的邮箱未经身份认证系统核验，不能进入。"),
        (("",), "您的邮箱未经身份认证系统核验，不能进入。"),
        (("wang@example.cn", True, -1), "登录已过期"),
        (("wang@example.cn", True, None), "登录已过期"),
    ],
)
@pytest.mark.parametrize("stem", list(BY_STEM))
def test_who_cannot_be_let_in_sees_one_polite_page_everywhere(
    draw: Draw, shown_city: LakeAddress, people: Path, stem: str, said: tuple[Any, ...], sentence: str
) -> None:
    page = draw(stem, shown_city, user=claims(*said))
    assert [title.value for title in page.title] == [sentence]
    assert shown(page) == 1


def test_a_signed_in_person_has_the_roles_of_the_access_file_and_no_others(
    draw: Draw, shown_city: LakeAddress, people: Path
) -> None:
    leader = draw("overview", shown_city, user=claims("Wang@Example.cn"), role="administrator")
    assert leader.title[0].value == "总览"
    refused = draw("upload", shown_city, user=claims("wang@example.cn"), role="administrator")
    assert REFUSAL in refused.warning[0].value


def test_a_signed_in_department_reads_itself(
    draw: Draw, shown_city: LakeAddress, people: Path, departments: list[str]
) -> None:
    page = draw("response", shown_city, user=claims("li@example.cn"), department=[departments[1]])
    named = [one.value for one in page.dataframe if "department" in one.value and len(one.value)]
    assert {name for frame in named for name in frame["department"]} == {departments[0]}


def test_an_unreadable_sign_in_configuration_lets_nobody_in(
    draw: Draw, shown_city: LakeAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import streamlit as st

    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", encoding="utf-8")
    asked = st.get_option
    monkeypatch.setattr(
        st, "get_option", lambda name: [str(broken)] if name == "secrets.files" else asked(name)
    )
    page = draw("overview", shown_city)
    assert "登录设置无法读取" in page.warning[0].value
    assert shown(page) == 0
