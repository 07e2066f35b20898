"""Undo as the upload page does it: previewed and done by a worker, confirmed once, by who may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from access import LOCAL, AccessError, Person, Role
from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from tests.sample_city import own_city
from ui import lake
from ui.upload.undoing import Undos, undos
from warehouse.lake import Lake

UPLOADER = Person("陈上", frozenset({Role.UPLOADER}))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """Two feeds, loaded by 张敏."""
    return own_city(tmp_path_factory, {"departments", "outages"})


def opened(use_lake: Any, address: LakeAddress) -> Lake:
    use_lake(address)
    return lake.lake()


def finished(found: Undos) -> None:
    """Wait for the one worker to come to the end of what it was given before."""
    found._worker.submit(lambda: None).result()


def outages(of: Lake) -> int:
    row = of.cursor().execute("select count(*) from outages").fetchone()
    return int(row[0]) if row else -1


def batch_of(of: Lake, feed: str) -> int:
    row = of.cursor().execute("select batch_id from batches where feed = $feed", {"feed": feed}).fetchone()
    assert row is not None
    return int(row[0])


def test_a_stranger_to_the_batch_is_told_so_and_nothing_changes(use_lake: Any, loaded: LakeAddress) -> None:
    of = opened(use_lake, loaded)
    before, found = outages(of), Undos(of)
    undo = found.ask(batch_of(of, "outages"), "故障.csv", UPLOADER)
    finished(found)
    assert undo.stage == "refused"
    assert isinstance(undo.error, AccessError)
    assert outages(of) == before > 0
    with pytest.raises(AccessError):
        found.ask(1, "名录.xlsx", Person("王局", frozenset({Role.LEADER})))
    assert found.of(UPLOADER) == [undo]
    assert found.of(replace(UPLOADER, name="别人")) == []


def test_a_second_wish_joins_the_first_and_only_a_preview_can_be_confirmed(
    use_lake: Any, loaded: LakeAddress
) -> None:
    of = opened(use_lake, loaded)
    before, found = outages(of), Undos(of)
    undo = found.ask(batch_of(of, "outages"), "故障.csv", LOCAL)
    assert found.ask(undo.batch_id, "故障.csv", LOCAL) is undo
    finished(found)
    assert undo.stage == "previewed"
    assert undo.preview is not None
    assert undo.preview.removed == before
    found.dismiss(undo)
    assert found.all == {}
    again = found.ask(undo.batch_id, "故障.csv", LOCAL)
    assert again is not undo
    finished(found)
    assert outages(of) == before, "looking changes nothing"


def test_the_page_previews_in_the_background_and_undoes_once_confirmed(
    draw: Draw, loaded: LakeAddress
) -> None:
    page = draw("upload", loaded)
    of, number = lake.lake(), batch_of(lake.lake(), "outages")
    assert outages(of) > 0
    page = page.button(key=f"undo_{number}").click().run()
    assert page.button(key=f"undo_{number}").disabled
    finished(undos())
    page = draw("upload", loaded)  # left and come back
    told = " ".join(text.value for text in page.markdown)
    assert f"将撤销批次 **{number}**" in told
    assert page.button(key=f"undo_{number}").disabled
    page = page.button(key=f"undo_{number}_confirm").click().run()
    finished(undos())
    page = page.run()
    assert outages(of) == 0
    assert any(f"已撤销批次 {number}" in text.value for text in page.success)
    assert any("已由 本机用户 于" in text.value for text in page.caption)
    rows = of.cursor().execute("select person, page from audit_log where action = 'undo'").fetchall()
    assert rows == [(LOCAL.name, "upload")]
    page = page.button(key=f"undo_{number}_seen").click().run()
    assert not page.success
