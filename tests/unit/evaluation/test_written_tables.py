"""Tables the commands write: exact for programs, with a word of warning where a spreadsheet would run a cell."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evaluation.commands.acting import show
from language import ENGLISH, speaking
from warehouse.errors import ExportError

FRAME = pd.DataFrame({"name": ["=1+1", "甲局", "@SUM(A1)"], "points": [-1.5, 2.0, 3.0]})


def test_cells_stay_as_they_are_and_risky_ones_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show(FRAME, tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines() == ["name,points", "=1+1,-1.5", "甲局,2.0", "@SUM(A1),3.0"]
    told = capsys.readouterr()
    assert told.out.startswith("3 → ")
    assert told.err.startswith("有 2 个单元格以 = + - @ 开头")  # the number -1.5 is no text


def test_harmless_tables_are_written_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show(FRAME.iloc[1:2], tmp_path / "a.csv")
    assert capsys.readouterr().err == ""


def test_stored_sentences_are_printed_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking(ENGLISH):
        show(pd.DataFrame({"note": ["未指定数据专员", "甲[b]局"]}))
    told = capsys.readouterr().out
    assert "no data officer named" in told
    assert "甲[b]局" in told


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="文件无法写入"):
        show(FRAME, tmp_path / "none" / "a.csv")
