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


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Er ging.", "de"),
        ("Doch es regnete.", "de"),
        ("Außerdem fehlt Geld.", "de"),
        ("Elle partit.", "fr"),
        ("C’est tout.", "fr"),
        ("Mais il pleuvait.", "fr"),
        ("Ella se fue.", "es"),
        ("Sin embargo, llovía.", "es"),
        ("Él se fue.", "es"),
    ],
)
def test_other_languages_lean_by_their_own_words(sentence, language):
    """German, French and Spanish pronouns and connectives point back, each in its language only."""
    assert openings.leans_back(sentence, language)
    assert not openings.leans_back(sentence, "")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Son of a baker, Holm left.", "en"),
        ("Die Brücke ist zu.", "de"),
        ("Le pont est fermé.", "fr"),
        ("El puente está cerrado.", "es"),
    ],
)
def test_an_article_is_no_pronoun(sentence, language):
    """What only looks like a pronoun of another language, or of this one, does not lean."""
    assert not openings.leans_back(sentence, language)


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "By Ann Lee and Bo Chan, Toll",
        "Words by Ann Lee",
        "Von Ada Holm",
        "Par Ada Holm et Bo de Chan",
        "Por Ada Holm y Bo Chan",
    ],
)
def test_a_line_of_names_is_a_byline(line):
    """In four languages, with particles and places."""
    assert openings.is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday it rained.",
        "Von allen Seiten kam Wasser.",
        "Par ici.",
        "By",
        "Por fin llueve.",
        "Bystanders Ran",
    ],
)
def test_a_sentence_that_begins_so_is_none(line):
    """Small words that are no particles of names tell a sentence."""
    assert not openings.is_byline(line)


@pytest.mark.parametrize("sentence", ["He met the ?", "Check it out: .", "1. The bridge closes."])
def test_an_end_before_which_words_are_missing_completes_nothing(sentence):
    """A mark alone does not make a sentence."""
    assert not openings.is_complete(sentence)


def test_a_lost_mark_is_no_question():
    """Where the closing mark of a quotation came out as a question mark, nothing is asked."""
    assert openings.asks("“Did it rain?”")
    assert not openings.asks("It rained.?")


@pytest.mark.parametrize(
    "sentence",
    [
        "Well, that’s all from me, and from the quay.",
        "Thanks for following the regatta with us.",
        "Quay Notes is a daily newsletter that brings you the harbour's news.",
        "Written or reviewed by a ship's doctor.",
        "Medically reviewed by Ada Merrow.",
        "Top harbour headlines for Nov. 3 are here.",
        "We bring you the best deals we've found today on rope and tar.",
        "Harbour / Videos / How to Mend a Net",
        "To find a berth near you, click here and search our list.",
        "See harbour.com for more.",
    ],
)
def test_what_a_page_says_of_itself_is_no_lead(sentence):
    """A sign-off, a newsletter's praise of itself, who checked the text, a path, a call to click."""
    assert openings.is_aside(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "That’s all the harbour office would say.",
        "The Harbour Post is a daily newspaper of 40 pages.",
        "Written by a baker in 1902, the song is sung on the quay to this day.",
        "Thanks to a new pump the dock is dry.",
        "See what became of the pier.",
        "The fare is 3 crowns and/or a loaf of bread.",
    ],
)
def test_news_that_begins_alike_stays(sentence):
    """The same words in a report are the report's."""
    assert not openings.is_aside(sentence)
