"""The language is chosen per context; what has no translation stays Chinese."""

from language import CHINESE, ENGLISH, _, language, speak, speaking


def test_chinese_is_the_default_and_an_unknown_code_means_chinese():
    assert language() == CHINESE
    with speaking("xx"):
        assert language() == CHINESE


def test_a_block_has_its_own_language():
    with speaking(ENGLISH):
        assert language() == ENGLISH
    assert language() == CHINESE


def test_what_is_not_translated_stays_as_written():
    with speaking(ENGLISH):
        assert _("没有译文的句子") == "没有译文的句子"
    assert _("") == ""


def test_a_choice_lasts_for_the_context():
    with speaking(CHINESE):
        speak(ENGLISH)
        assert language() == ENGLISH
    assert language() == CHINESE
