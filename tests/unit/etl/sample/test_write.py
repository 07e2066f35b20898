import json

import pytest

from etl.feeds import FEEDS
from etl.sample import SampleError, write_city
from etl.sample.truth import KEYS, Truth

SMALL = {"departments": 12, "resources": 150, "requests": 300, "usage": 3000}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return write_city(tmp_path_factory.mktemp("city"), **SMALL, seed=9)


def test_every_feed_has_a_file_and_departments_come_first(written):
    assert written.files[0].feed == "departments"
    assert {file.feed for file in written.files} == set(FEEDS)
    assert all(file.path.is_file() for file in written.files)


def test_the_truth_describes_every_key(written):
    truth = json.loads(written.truth.read_text(encoding="utf-8"))
    assert list(truth) == list(KEYS) == list(vars(Truth()))
    assert set(truth["files"]) == {file.path.name for file in written.files}


def test_counts_of_every_file_add_up(written):
    truth = json.loads(written.truth.read_text(encoding="utf-8"))
    for name, counts in truth["files"].items():
        rest = counts["loaded"] + counts["unchanged"] + counts["superseded"] + counts["refused"]
        assert counts["read"] == rest, name
    calls = sum(counts["loaded"] for counts in truth["files"].values() if counts["feed"] == "usage")
    assert calls == sum(truth["usage_classes"].values()) == SMALL["usage"]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(written, tmp_path):
    again = write_city(tmp_path / "again", **SMALL, seed=9)
    for first, second in zip(written.files, again.files, strict=True):
        assert first.path.read_bytes() == second.path.read_bytes(), first.path.name
    assert written.truth.read_bytes() == again.truth.read_bytes()
    other = write_city(tmp_path / "other", **SMALL, seed=10)
    assert other.truth.read_bytes() != written.truth.read_bytes()


def test_a_clean_log_is_one_plain_file_without_misuse(tmp_path):
    clean = write_city(tmp_path, **SMALL, clean=True)
    truth = json.loads(clean.truth.read_text(encoding="utf-8"))
    assert [file.path.name for file in clean.files if file.feed == "usage"] == ["08_使用日志.csv"]
    assert truth["usage_classes"]["no_grant"] == truth["files"]["08_使用日志.csv"]["refused"] == 0


def test_truth_lines_point_at_the_lines_of_the_file(written):
    truth = json.loads(written.truth.read_text(encoding="utf-8"))
    path = next(file.path for file in written.files if file.path.name == "08_使用日志.csv")
    lines = path.read_text(encoding="utf-8").split("\n")
    listed = [line["line"] for line in truth["refused_lines"] if line["file"] == path.name]
    assert listed == [number for number, line in enumerate(lines, start=1) if "BAD-USA-" in line]
    unknown = [line for name, line, _ in truth["misuse_lines"]["unknown_resource"] if name == path.name]
    assert unknown
    assert all("990099" in lines[number - 1].translate(str.maketrans("９０", "90")) for number in unknown)


def test_sizes_no_city_has_are_refused_all_at_once(tmp_path):
    with pytest.raises(SampleError) as caught:
        write_city(tmp_path, departments=3, resources=20, requests=10, usage=5)
    assert all(word in str(caught.value) for word in ("部门数", "资源数", "申请数", "使用日志"))


def test_more_requests_than_pairs_to_ask_for_are_refused(tmp_path):
    with pytest.raises(SampleError, match="申请过多"):
        write_city(tmp_path, **{**SMALL, "requests": 5000})
