"""Staff upload a messy file, see what was refused and why, take those lines away, and undo the upload."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

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


def test_a_messy_file_is_loaded_explained_and_undone(
    page: Page, desk: str, messy: Path, tmp_path: Path
) -> None:
    page.goto(f"{desk}/upload")
    expect(page.get_by_role("heading", name="上传数据", level=1)).to_be_visible()
    page.locator("input[type=file]").set_input_files(messy)
    expect(page.get_by_text("开始载入（1 个文件）")).to_be_enabled()
    expect(page.get_by_role("combobox", name="数据类别")).to_have_value("平台故障")
    page.get_by_role("button", name=re.compile("开始载入")).click()

    expect(page.get_by_text("读取 4 行：载入 2，未变 0，被更新的记录替代 0，拒收 2")).to_be_visible()
    expect(page.get_by_text(re.compile("拒收的行及原因（2）"))).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载拒收的 2 行（XLSX）").click()
    rejects = tmp_path / "rejects.xlsx"
    download.value.save_as(rejects)
    sheet = openpyxl.load_workbook(rejects).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == HEADER.split(",")
    assert rows[1][0] == "GZ-003"
    assert [row[4] for row in rows[1:]] in ([4, 5], ["4", "5"])

    page.get_by_role("button", name="撤销这次上传").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile(r"它载入的 2 行全部退出"))).to_be_visible()
    dialog.get_by_role("button", name="确认撤销").click()
    expect(page.get_by_text(re.compile("已由 本机用户 于 .* 撤销"))).to_be_visible()
    expect(page.get_by_role("button", name="撤销这次上传")).to_be_disabled()


def test_the_wrong_kind_of_data_is_refused_with_a_remedy(page: Page, desk: str, tmp_path: Path) -> None:
    path = tmp_path / "会议纪要.csv"
    path.write_text("议题,参会人\n数据共享,张三\n", encoding="utf-8")
    page.goto(f"{desk}/upload")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text(re.compile("请先为这些文件选择数据类别"))).to_be_visible()
    page.get_by_test_id("stSelectbox").get_by_role("combobox").click()
    page.get_by_role("option", name="安全事件").click()
    page.get_by_role("button", name=re.compile("开始载入")).click()
    expect(page.get_by_text(re.compile("没有找到“安全事件”的表头，必需的列：事件编号"))).to_be_visible()
    expect(page.get_by_text(re.compile("Traceback"))).to_have_count(0)
