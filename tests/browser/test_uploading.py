"""Staff upload messy files: recognised, checked before anything is loaded, loaded, corrected, loaded again, undone."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HEADER = "故障编号,开始时间,结束时间,影响范围"
LINES = [
    "GZ-001,2026-03-02 09:00,2026-03-02 11:30,共享平台全部服务",
    "GZ-002,2026/3/5 9:3,2026/3/5 10:00,接口服务",
    "GZ-003,2026-02-30 09:00,2026-03-01 09:00,接口服务",
    ",2026-03-09 09:00,2026-03-09 10:00,库表服务",
]


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Four outages in GB18030: two good, one on 30 February, one without its number."""
    path = tmp_path / "平台故障_20260401.csv"
    path.write_bytes("\r\n".join([HEADER, *LINES]).encode("gb18030"))
    return path


def _pressed(page: Page, name: str, shown: Locator) -> None:
    """Press a button until it is answered: a page being redrawn may swallow a press, and people press again."""
    page.get_by_role("button", name=name).click()
    try:
        expect(shown).to_be_visible(timeout=20_000)
    except AssertionError:
        page.get_by_role("button", name=name).click()
        expect(shown).to_be_visible()


def _rejected(page: Page, tmp_path: Path) -> Path:
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载拒收的 2 行（XLSX）").click()
    rejects = tmp_path / "rejects.xlsx"
    download.value.save_as(rejects)
    return rejects


def test_a_messy_file_is_checked_loaded_corrected_and_undone(
    page: Page, desk: str, messy: Path, tmp_path: Path
) -> None:
    page.goto(f"{desk}/upload")
    expect(page.get_by_role("heading", name="上传数据", level=1)).to_be_visible()
    page.locator("input[type=file]").set_input_files(messy)
    expect(page.get_by_text(re.compile("平台故障 · .* · 文本 · GB18030 · 表头在第 1 行"))).to_be_visible()
    expect(
        page.get_by_text(re.compile("检查完毕，2 行有问题。共 4 行：将载入 2，.*将拒收 2"))
    ).to_be_visible()
    expect(page.get_by_text(re.compile("发现的问题（2）"))).to_be_visible()
    expect(page.get_by_text("平台故障_20260401.csv").first).to_be_visible()
    settled(page)
    page.get_by_role("button", name="载入（1 个文件）").click()

    expect(page.get_by_text("读取 4 行：载入 2，未变 0，被更新的记录替代 0，拒收 2")).to_be_visible()
    expect(page.get_by_text(re.compile("拒收的行及原因（2）"))).to_be_visible()
    rejects = _rejected(page, tmp_path)
    book = openpyxl.load_workbook(rejects)
    sheet = book.active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == HEADER.split(",")
    assert rows[1][0] == "GZ-003"
    assert [row[4] for row in rows[1:]] in ([4, 5], ["4", "5"])
    wrong_day = sheet["B2"]
    assert wrong_day.comment is not None
    assert "在日历上不存在" in wrong_day.comment.text
    assert wrong_day.fill.start_color.rgb == "FFF8D7C4"
    assert sheet["A2"].comment is None

    sheet["B2"], sheet["A3"] = "2026-02-28 09:00", "GZ-004"
    book.save(tmp_path / "更正.xlsx")
    page.locator("input[type=file]").set_input_files(tmp_path / "更正.xlsx")
    expect(page.get_by_text(re.compile("检查完毕，没有发现问题。共 2 行：将载入 2"))).to_be_visible()
    settled(page)
    page.get_by_role("button", name="载入（1 个文件）").click()
    expect(page.get_by_text("读取 2 行：载入 2，未变 0，被更新的记录替代 0，拒收 0")).to_be_visible()

    settled(page)
    _pressed(page, "撤销这次上传", page.get_by_text(re.compile("将撤销批次")))
    settled(page)
    page.get_by_role("button", name="确认撤销").click()
    expect(page.get_by_text(re.compile("已由 本机用户 于 .* 撤销"))).to_be_visible()
    expect(page.get_by_role("button", name="撤销这次上传")).to_be_disabled()


def test_columns_are_proposed_confirmed_and_remembered(page: Page, desk: str, tmp_path: Path) -> None:
    header = "故障编号,开始的时间,恢复时间点"
    for name, number in (("台账一.csv", "GZ-1"), ("台账二.csv", "GZ-2")):
        (tmp_path / name).write_text(
            f"{header}\n{number},2026-03-12 09:00,2026-03-12 11:30\n", encoding="utf-8"
        )
    page.goto(f"{desk}/upload")
    page.locator("input[type=file]").set_input_files(tmp_path / "台账一.csv")
    expect(page.get_by_text(re.compile("请先为|请选择数据类别"))).to_be_visible()
    settled(page)
    page.get_by_role("combobox", name="数据类别").first.click()
    page.get_by_role("option", name="平台故障").click()
    expect(page.get_by_text(re.compile("有 2 列只是名称相近，请核对后确认"))).to_be_visible()
    settled(page)
    page.get_by_role("button", name="确认对应关系并检查").click()
    expect(page.get_by_text(re.compile("检查完毕，没有发现问题。共 1 行：将载入 1"))).to_be_visible()
    settled(page)
    page.get_by_role("button", name="载入（1 个文件）").click()
    expect(page.get_by_text("读取 1 行：载入 1，未变 0，被更新的记录替代 0，拒收 0")).to_be_visible()
    page.locator("input[type=file]").set_input_files(tmp_path / "台账二.csv")
    expect(page.get_by_text(re.compile("检查完毕，没有发现问题。共 1 行：将载入 1"))).to_be_visible()


def test_the_wrong_kind_of_data_is_refused_with_a_remedy(page: Page, desk: str, tmp_path: Path) -> None:
    path = tmp_path / "会议纪要.csv"
    path.write_text("议题,参会人\n数据共享,张三\n", encoding="utf-8")
    page.goto(f"{desk}/upload")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text(re.compile("表头与各类数据都不相符，请选择数据类别"))).to_be_visible()
    settled(page)
    page.get_by_role("combobox", name="数据类别").first.click()
    page.get_by_role("option", name="安全事件").click()
    expect(page.get_by_text(re.compile("缺少必需的列：事件编号"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^载入"))).to_have_count(0)
    expect(page.get_by_text(re.compile("Traceback"))).to_have_count(0)
