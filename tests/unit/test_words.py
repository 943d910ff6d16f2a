"""Counting words in scripts with and without spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.words import count_words, is_spaceless, lacks_stops, pairs


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("The ferry left at noon.", 5, 5),
        ("Zoë’s “new” café – closed", 5, 5),
        ("다리는 여섯 주 동안 닫힌다", 5, 5),
        ("橋", 1, 1),
        ("渡し船は正午に港を出た。", 5, 8),
        ("渡船中午离开了港口。", 4, 6),
        ("เรือข้ามฟากออกจากท่าตอนเที่ยง", 6, 9),
        ("橋は Tarn Bridge と呼ばれる。", 5, 7),
        ("“渡船”，他说。", 2, 3),
    ],
)
def test_words_are_counted_as_a_reader_would(text, least, most):
    """Between spaces where there are spaces, by about two characters (Thai: four) where there are none."""
    assert least <= count_words(text) <= most


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF)))
def test_latin_text_is_counted_by_its_spaces(text):
    """For scripts with spaces nothing but the spaces count."""
    assert count_words(text) == len(text.split())


@given(st.text(alphabet="橋を渡る。 aé、ก", max_size=40), st.text(alphabet="橋を渡る。 aé、ก", max_size=40))
def test_two_texts_have_the_words_of_both(one, other):
    """A text that stands below another adds its own words and no more."""
    assert count_words(f"{one}\n{other}") == count_words(one) + count_words(other)


def test_pairs_stay_within_their_run():
    """Punctuation and other scripts divide the runs whose neighbours are paired."""
    assert pairs("橋を渡る。Tarn 川") == ["橋を", "を渡", "渡る"]


def test_only_some_scripts_lack_spaces_and_stops():
    """Korean has spaces; Japanese has stops; Thai has neither."""
    thai = "เรือข้ามฟาก"
    assert [is_spaceless(text) for text in ("the ferry", "다리는", "渡し船", thai)] == [
        False,
        False,
        True,
        True,
    ]
    assert [lacks_stops(text) for text in ("", "the ferry", "渡し船", thai)] == [False, False, False, True]
