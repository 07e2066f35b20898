from collections.abc import Callable
from pathlib import Path

import pytest

from etl.reference import FILES


@pytest.mark.parametrize(("path", "content"), FILES.items(), ids=lambda one: getattr(one, "name", ""))
def test_files_written_from_the_contract_are_fresh(path: Path, content: Callable[[], str]) -> None:
    assert path.read_text(encoding="utf-8") == content(), "run `python -m etl.reference`"
