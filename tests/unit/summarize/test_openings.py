"""What a lead may open with."""

import pytest

from digest.summarize import openings


@pytest.mark.parametrize(
    "sentence",
    ["He left.", "But it rained.", "“They won,” he said.", "The move was late.", "However, it rained."],
)
def test_a_pronoun_or_connective_leans_back(sentence):
    """A sentence that points at the one before it is known, also within quotation marks."""
    assert openings.leans_back(sentence)


@pytest.mark.parametrize(
    "sentence", ["Hector left.", "Butter is dear.", "Theory says so.", "The council left."]
)
def test_a_word_that_only_begins_alike_does_not(sentence):
    """Only whole words count."""
    assert not openings.leans_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It rained.",
        "“It rained.”",
        "Did it?",
        "It rained (again).",
        "It trails off…",
        "We hope so! 🙂",
        "下雨了。",
    ],
)
def test_a_mark_at_the_end_completes_a_sentence(sentence):
    """Closing quotes, brackets and picture signs may follow the mark."""
    assert openings.is_complete(sentence)


@pytest.mark.parametrize("sentence", ["Give this article", "The list:", "It rained and", "“It rained,"])
def test_without_a_mark_it_is_not_complete(sentence):
    """A heading, a list's beginning and half a sentence are not whole."""
    assert not openings.is_complete(sentence)


def test_a_long_last_sentence_may_lack_its_full_stop():
    """An editor's slip is told from a heading by its length and its small words."""
    slip = "Chelsea have this morning paid the fee to the league to secure the signing of the keeper from the north"
    heading = "Five Things To Know About The New Keeper From The North And Why He Was Signed By The Club"
    assert openings.lacks_only_its_mark(slip)
    assert not openings.lacks_only_its_mark(heading)
