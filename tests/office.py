"""LibreOffice in a private profile that recalculates every formula on loading."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value> </prop></item>
</oor:items>
"""


def find_office() -> str | None:
    """Path of LibreOffice's command, or None."""
    return shutil.which("soffice")


def recalculated(workbook: Path, folder: Path, kind: str = "xlsx") -> Path:
    """`workbook` opened, recalculated and saved by LibreOffice as `kind` in `folder`; skips visibly without
    it.
    """
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    out = folder / "recalculated"
    command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", str(out), str(workbook)],
        check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return out / f"{workbook.stem}.{kind}"
