"""Marks that a wrong character set turned into question marks are put back; questions stay questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.damage import in_lines, is_damaged, mended
from digest.collect.extract import from_row, from_text

MENDED = {
    "The town?s ferry doesn?t sail.": "The town’s ferry doesn’t sail.",
    "The bakers? guild has a ?grand? plan.": "The bakers’ guild has a “grand” plan.",
    "?We sail at dawn,? said Ada Merrow. ?We always have.?": "“We sail at dawn,” said Ada Merrow. “We always have.”",
    "The pier fell. ? It was old,? says Merrow.": "The pier fell. “It was old,” says Merrow.",
    "The pier fell.?It was old,? says Merrow.": "The pier fell. “It was old,” says Merrow.",
    "The pier fell.? Nobody was on it.": "The pier fell. Nobody was on it.",
    "It saved half of the costs.?": "It saved half of the costs.",
    "They met near ? Ada Merrow House? on Monday.": "They met near “Ada Merrow House” on Monday.",
    "He came home ? why did he leave? Nobody knows.": "He came home – why did he leave? Nobody knows.",
    "?Are you well?? the pilot asked.": "“Are you well?” the pilot asked.",
    "She asked, ?Who are you? I don?t know you.?": "She asked, “Who are you? I don’t know you.”",
    "Two songs ? one of them new ? were sung.": "Two songs – one of them new – were sung.",
    "It takes 10?15 minutes.": "It takes 10–15 minutes.",
    "The bridge cost ?60 crore, the lamp ?8.": "The bridge cost ₹60 crore, the lamp ?8.",
    "Why did it sink? Nobody knows.": "Why did it sink? Nobody knows.",
    "See https://quay.example/?q=boats for more.": "See https://quay.example/?q=boats for more.",
    "Will it sail?": "Will it sail?",
}


@pytest.mark.parametrize("spoiled", MENDED)
def test_marks_are_put_back(spoiled):
    """Apostrophes, quotation marks and dashes are what they were; addresses, sums and what asks are left alone."""
    assert mended(spoiled) == MENDED[spoiled]


@pytest.mark.parametrize(
    "text",
    [
        "Is it true? So it is.",
        "https://a.example/x?s=2",
        "Who? She? Never.",
        "a?b",
        "Apples, pears, etc.? No.",
        "What about it, eh?s",
    ],
)
def test_questions_prove_no_damage(text):
    """A text is only read so where a contraction or an owner has a question mark inside."""
    assert is_damaged(text) is text.endswith("eh?s")


@pytest.mark.parametrize("text", ["They came to the harbour.? Then they left.", "“It is late,? said Merrow."])
def test_a_mark_behind_a_stop_or_a_comma_proves_damage(text):
    """No question ends so."""
    assert is_damaged(text)


def test_a_row_is_mended_as_a_whole():
    """What one paragraph proves holds for the title and the others; a sound row stays as it came."""
    closing = "The harbour office closed the old pier on Monday morning because it isn?t safe any more."
    said = "?Stay off it until the carpenters have been,? the mayor, Ada Merrow, told the bakers on Tuesday."
    found = from_row({"title": "Mayor calls pier ?unsafe?", "paragraphs": [closing, said]})
    assert found.title == "Mayor calls pier “unsafe”"
    assert found.paragraphs == (mended(closing), mended(said))
    sound = "Is the old pier of the harbour safe? Nobody can say before the carpenters have been there."
    assert from_row({"title": "A pier ?", "text": sound}).paragraphs == (sound,)


def test_a_raw_text_is_mended():
    """The same holds for a text that came alone."""
    text = "Pier closes\n\nThe town?s old pier is closed from today, the harbour office said on Monday morning. ?It isn?t safe,? it said."
    assert from_text(text).paragraphs[-1].endswith("“It isn’t safe,” it said.")


@given(st.text(alphabet="ab S?.,“ \n1", max_size=60))
def test_no_word_is_lost(text):
    """Whatever it reads, letters and digits stay, in their order."""
    told = in_lines(text)
    assert [char for char in told if char.isalnum()] == [char for char in text if char.isalnum()]
