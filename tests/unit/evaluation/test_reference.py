from evaluation.reference import reference_text
from evaluation.scheme import DEFAULT_SCHEME, load_scheme


def test_the_reference_in_docs_is_the_one_the_scheme_gives() -> None:
    written = (DEFAULT_SCHEME.parents[2] / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert written == reference_text(load_scheme()), "stale: run python -m evaluation reference"


def test_every_indicator_is_described_with_its_article_and_metric() -> None:
    scheme = load_scheme()
    text = reference_text(scheme)
    for indicator in scheme.indicators:
        assert f"### {indicator.code} {indicator.title}" in text
        assert f"Article: {indicator.article}" in text
        assert f"`{indicator.metric}`" in text
