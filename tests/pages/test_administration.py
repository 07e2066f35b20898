"""The pages of administrators."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lakes import LakeAddress
from tests.pages.conftest import Draw


def test_the_trail_names_who_loaded_what_and_can_be_searched(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("audit", shown_city, role="administrator")
    rows = page.dataframe[0].value
    assert len(rows) > 10
    assert set(rows["action"]) == {"载入文件"}
    assert set(rows["person"]) == {"张敏"}
    for words in ("outages", "平台故障"):  # as kept, and as shown
        found = page.text_input(key="audit_words").set_value(words).run().dataframe[0].value
        assert 0 < len(found) < len(rows)
        assert all("平台故障" in detail for detail in found["detail"])
    assert found["subject"].str.startswith("批次 ").all()
    nothing = page.text_input(key="audit_words").set_value("no such word").run()
    assert not nothing.dataframe


def test_problems_of_the_access_file_are_shown_with_the_list_in_force(
    draw: Draw, shown_city: LakeAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "access.toml"
    monkeypatch.setenv("ACCESS_FILE", str(path))
    good = '[[person]]\nemail = "a@example.cn"\nname = "赵管"\nroles = ["administrator"]\n'
    path.write_text(good, encoding="utf-8")
    page = draw("administration", shown_city, role="administrator")
    assert "赵管" in list(page.dataframe[0].value["姓名"])
    path.write_text(good + "[[person]]\n", encoding="utf-8")
    page.run()
    assert "共 2 处问题" in page.error[0].value
    assert "第 5 行 · email" in page.error[0].value
    assert "赵管" in list(page.dataframe[0].value["姓名"])


def test_rules_and_register_are_shown(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("administration", shown_city, role="administrator")
    assert not page.exception
    assert not page.error
    frames = [one.value for one in page.dataframe]
    assert any({"rule_id", "working_days"} <= set(frame) for frame in frames)
    assert any("data_officer" in frame for frame in frames)
