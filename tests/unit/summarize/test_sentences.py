"""Splitting text into sentences."""

import hard_abbreviations
import hard_basics
import hard_languages
import hard_marks
import hard_names
import hard_quotes
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.summarize import sentences

TABLES = (hard_basics, hard_abbreviations, hard_names, hard_quotes, hard_marks, hard_languages)
HARD = {name: text for table in TABLES for name, text in table.CASES.items()}
MARKS = "aZéЖ中ก٣ .!?…;—\"“”'’()[]{}«»•*1)\n\r\t\u2029\u00a0。！」।؟🎉"
TEXTS = st.text(alphabet=st.sampled_from(MARKS) | st.characters(), max_size=200)
WORDS = st.sampled_from(
    [
        "Mr.",
        "U.S.",
        "p.m.",
        "no.",
        "St.",
        "3.",
        "z.",
        "B.",
        "(The",
        "A.",
        "“Go.",
        "”",
        "he",
        "said",
        ".",
        ".",
        ".",
        "…",
        "?",
        "!",
        "Yahoo!",
        "IV.",
        "1)",
        "a.",
        "•",
        "\n",
        "\n\n",
        "。",
        "他",
        "von",
        "Inc.",
    ]
)


@pytest.mark.parametrize("name", HARD)
def test_hard_case(name):
    """Each kind of difficulty is split where a reader would split it."""
    wanted = [part.strip() for part in HARD[name].split("|")]
    assert [part.strip() for part in sentences.split(HARD[name].replace("|", ""))] == wanted


def test_no_name_is_given_twice():
    """No table hides a case of another one under the same name."""
    assert len(HARD) == sum(len(table.CASES) for table in TABLES)


@given(TEXTS | st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=300)
@example("\ud800. A")
def test_joined_sentences_are_the_text(text):
    """No character is lost, added or moved, no sentence is empty, and the same text is always split alike."""
    parts = sentences.split(text)
    assert "".join(parts) == text
    assert all(part.strip() for part in parts) or not text.strip()
    assert sentences.split(text) == parts


@given(TEXTS | st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=200)
def test_spans_cover_the_text_without_empty_ones(text):
    """Spans touch one another from the first character to the last, and each holds something."""
    spans = sentences.spans(text)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert all(start < end for start, end in spans)
    assert not text or spans[-1][1] == len(text)


@given(TEXTS)
@settings(max_examples=100)
def test_a_sentence_alone_can_be_split(text):
    """A text that is itself one of the sentences found is covered as any other."""
    for part in sentences.split(text):
        assert "".join(sentences.split(part)) == part


@given(TEXTS, TEXTS)
@settings(max_examples=200)
def test_a_blank_line_always_parts(one, other):
    """Whatever stands on either side of a blank line, no sentence reaches over it."""
    one, other = one.rstrip() + "x", "y" + other.lstrip()
    ends = [end for _, end in sentences.spans(f"{one}\n\n{other}")]
    assert len(one) + 2 in ends
