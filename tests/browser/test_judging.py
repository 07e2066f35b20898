"""A round from the first look to the workbook: an evaluator evaluates, tries another scheme and publishes; a department
appeals; the evaluator rules, seals and exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from evaluation.ledger import CONTESTABLE
from evaluation.round_records import round_frame
from tests.browser.conftest import opened_window, settled
from tests.browser.gate import guarded, sign_in
from tests.lakes import LakeAddress
from tests.office import recalculated
from tests.sample_city import own_city
from ui.rounds.records import typed
from warehouse.lake import open_lake

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DEPARTMENT = "乌海市公安局"
EVALUATOR, CLERK = "zhang@example.cn", "li@example.cn"


@pytest.fixture
def city(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """A city of its own: the journey writes to it."""
    return own_city(tmp_path_factory)


@pytest.fixture
def site(city: LakeAddress, tmp_path: Path) -> Iterator[str]:
    with guarded(city, tmp_path, DEPARTMENT, timedelta(hours=1)) as address:
        yield address


@pytest.fixture
def desks(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """A window of the evaluator and one of the department, both signed in; closed before the server, their last sights
    kept on failure.
    """
    with (
        opened_window(browser, request, "evaluator") as evaluator,
        opened_window(browser, request, "department") as clerk,
    ):
        for page, person in ((evaluator, EVALUATOR), (clerk, CLERK)):
            sign_in(page, site, person)
            expect(page.get_by_test_id("stSidebarNav")).to_be_visible()
            settled(page)
        yield evaluator, clerk


def visit(page: Page, title: str) -> None:
    """To a page by the menu, as people go."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)


def take_step(page: Page, form: Locator, button: str, told: str) -> None:
    """Press a form's button and read what came of it."""
    form.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_test_id("stAlert").get_by_text(re.compile(told))).to_be_visible()
    settled(page)


def form_with(page: Page, button: str) -> Locator:
    return page.get_by_test_id("stForm").filter(has=page.get_by_role("button", name=button, exact=True))


def type_into_cell(page: Page, text: str) -> None:
    """Into the cell that has the focus; the one below has it afterwards."""
    page.keyboard.press("Enter")
    editor = page.locator("#portal").locator("input, textarea")
    editor.fill(text)
    editor.press("Enter")


def test_a_round_from_the_first_look_to_the_workbook(
    desks: tuple[Page, Page], site: str, city: LakeAddress, tmp_path: Path
) -> None:
    evaluator, clerk = desks
    visit(evaluator, "评价")
    expect(evaluator.get_by_text(re.compile("试算.*按当前数据计算，未经公示"))).to_be_visible()
    expect(evaluator.get_by_text(re.compile("^排名（8）"))).to_be_visible()

    try_another_scheme(evaluator)
    publish(evaluator)
    appeal(clerk)
    before = kept_total(city, 1)
    rule(evaluator)
    seal(evaluator)
    after = kept_total(city, 2)
    assert after > before, "the upheld appeal gives points back"
    export(evaluator, site, after, tmp_path)
    told = audit_of(city)
    for action in (
        "save scheme",
        "open round",
        "publish round",
        "file appeal",
        "rule on appeal",
        "seal round",
    ):
        assert action in told
    assert told["file appeal"] == ("李华", "appeals")
    assert told["seal round"] == ("张敏", "rounds")
    assert told["export workbook"] == ("张敏", "rounds")


def try_another_scheme(page: Page) -> None:
    """What if C1 and C2 weighed 35 and 40 instead of 40 and 35; then save it."""
    visit(page, "评价方案")
    expect(page.get_by_text("与现行方案相同。")).to_be_visible()
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 30, "y": 52})
    for _step in ("name", "dimension", "weight"):
        page.keyboard.press("ArrowRight")
    type_into_cell(page, "35")
    expect(page.get_by_text(re.compile("权重合计：.*目录编制 95，"))).to_be_visible()
    expect(page.get_by_text(re.compile("方案有 1 处问题"))).to_be_visible()
    type_into_cell(page, "40")
    expect(page.get_by_text(re.compile("^方案的变化（2）"))).to_be_visible()
    expect(page.get_by_text(re.compile("^各部门的变化及原因（8）"))).to_be_visible()
    settled(page)
    form = form_with(page, "保存为新版本")
    form.get_by_role("textbox", name="修改了什么、为什么修改").fill("目录合规比要素完整更要紧")
    take_step(page, form, "保存为新版本", "已保存：.*，第 1 个版本")


def publish(page: Page) -> None:
    visit(page, "评价期次")
    form = form_with(page, "开期")
    form.get_by_role("textbox", name="期次编号").fill("2026Q2")
    form.get_by_role("textbox", name="开期理由").fill("按年度考核安排开展二季度评价")
    take_step(page, form, "开期", "已开期：.*下一步：公示")
    form = form_with(page, "公示")
    form.get_by_role("textbox", name="公示理由").fill("二季度结果公示")
    take_step(page, form, "公示", "已公示第 1 版，申诉截止")


def appeal(page: Page) -> None:
    """The department contests the row that cost it most."""
    visit(page, "申诉")
    expect(page.get_by_text(re.compile("^可申诉的扣分明细（"))).to_be_visible()
    rows = page.get_by_test_id("stDataFrame").last
    rows.scroll_into_view_if_needed()
    rows.click(position={"x": 60, "y": 52})
    form = form_with(page, "提交申诉")
    form.get_by_role("textbox", name="申诉理由").fill("已在期限内书面办理，平台当日故障。")
    form.locator("input[type=file]").set_input_files(
        {"name": "证明.txt", "mimeType": "text/plain", "buffer": "盖章复印件".encode()}
    )
    expect(form.get_by_text("证明.txt")).to_be_visible()
    settled(page)
    take_step(page, form, "提交申诉", "申诉已提交，编号 .*前裁定")


def rule(page: Page) -> None:
    visit(page, "申诉")
    expect(page.get_by_role("combobox", name="查看申诉")).to_have_value(re.compile(f"{DEPARTMENT} · 未裁定"))
    with page.expect_download() as download:
        page.get_by_role("button", name="证明.txt").click()
    assert download.value.path().read_text(encoding="utf-8") == "盖章复印件"
    page.get_by_role("button", name="预览影响").click()
    form = form_with(page, "裁定：支持")
    expect(form).to_be_visible()
    settled(page)
    form.get_by_role("textbox", name="裁定理由").fill("经核对书面材料，情况属实。")
    take_step(page, form, "裁定：支持", "已裁定 .*：支持")


def seal(page: Page) -> None:
    visit(page, "评价期次")
    form = form_with(page, "封存")
    form.get_by_role("textbox", name="封存理由").fill("申诉已裁定")
    form.get_by_role("textbox", name=re.compile("提前封存的理由")).fill("申诉期提前结束，各部门均无异议")
    take_step(page, form, "封存", "已封存第 2 版")


def export(page: Page, site: str, total: float, folder: Path) -> None:
    """The workbook opens in LibreOffice, recalculated, and says what the round says."""
    page.goto(f"{site}/rounds?rounds_view=result")
    expect(page.get_by_role("heading", name="评价期次", level=1)).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载本版工作簿").click()
    workbook = folder / "round.xlsx"
    download.value.save_as(workbook)
    book = openpyxl.load_workbook(recalculated(workbook, folder), data_only=True)
    assert {"排名", "扣分明细", "申诉"} <= set(book.sheetnames)
    rows = [[cell.value for cell in row] for row in book["排名"].iter_rows()]
    own = next(row for row in rows if DEPARTMENT in row)
    assert round(total, 2) in [round(cell, 2) for cell in own if isinstance(cell, float | int)]
    assert any(DEPARTMENT in [cell.value for cell in row] for row in book["申诉"].iter_rows())
    errors = [
        cell.value for page in book for row in page.iter_rows() for cell in row if cell.data_type == "e"
    ]
    assert errors == []


def kept_total(city: LakeAddress, edition: int) -> float:
    with open_lake(city.catalog, city.data) as lake, lake.read() as (cur, _):
        ranking = typed(round_frame(cur, "2026Q2", "ranking", edition))
        ledger = typed(round_frame(cur, "2026Q2", "ledger", edition, DEPARTMENT))
    assert ledger["kind"].isin(CONTESTABLE).any()
    return float(ranking.set_index("department").loc[DEPARTMENT, "total"])


def audit_of(city: LakeAddress) -> dict[str, tuple[str, str]]:
    """Who did what last, and from which page."""
    with open_lake(city.catalog, city.data) as lake:
        rows = (
            lake.cursor().execute("select action, person, page from audit_log order by acted_at").fetchall()
        )
    return {action: (person, page) for action, person, page in rows}
