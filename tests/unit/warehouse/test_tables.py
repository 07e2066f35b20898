"""A lake made by an earlier edition grows when it is opened for writing, and says so when opened for reading."""

import pytest

from warehouse.errors import LakeError
from warehouse.lake import open_lake


def earlier_lake(address):
    with open_lake(*address) as lake, lake.write("test", "as an earlier edition left it") as cur:
        cur.execute("drop table audit_log")


def test_missing_tables_are_added_and_nothing_else_changes(lake_address):
    earlier_lake(lake_address)
    with open_lake(*lake_address) as lake:
        assert lake.cursor().execute("select count(*) from audit_log").fetchone() == (0,)
        rules = lake.cursor().execute("select count(*) from deadline_rules").fetchone()
        assert rules[0] > 0


def test_a_lake_that_lacks_tables_is_not_opened_for_reading_only(lake_address):
    earlier_lake(lake_address)
    with pytest.raises(LakeError) as refused:
        open_lake(*lake_address, read_only=True)
    assert "较早的版本" in refused.value.what
    assert "etl status" in refused.value.remedy


def test_a_complete_lake_is_not_written_when_opened(lake_address):
    with open_lake(*lake_address) as lake:
        before = lake.snapshot_id()
    with open_lake(*lake_address) as lake:
        assert lake.snapshot_id() == before
