from datetime import time

import pytest

from digest.compose.content import Item, Passage, SourceLink
from digest.editorial import opening
from digest.editorial.ranking import Ranked
from digest.editorial.score import Score
from digest.editorial.stories import Story, Telling


def items(*labels, headline="Ferry crews go on strike over night shifts"):
    """Items with these labels."""
    return [
        Item(n, label, headline, (Passage("The crews began a strike."),), (SourceLink("The Wire"),), (n,))
        for n, label in enumerate(labels, 1)
    ]


FOUR = ("Ferry crews strike", "Museum returns bronzes", "phones leave classrooms", "night trains return")


def test_the_subject_is_the_top_label_and_the_date_where_it_is_wanted(plan):
    """The date is written in the newsletter's language."""
    assert opening.subject(items(*FOUR), plan()) == "Ferry crews strike"
    assert opening.subject(items(*FOUR), plan(subject_date=True)) == "Ferry crews strike, Nov 24, 2026"
    assert opening.subject(items(*FOUR), plan("de", subject_date=True)) == "Ferry crews strike, 24.11.2026"


def test_the_preheader_names_the_next_two_and_more(plan):
    """It goes on where the subject stops."""
    made = opening.preheader(items(*FOUR), FOUR, plan())
    assert made == "Museum returns bronzes, phones leave classrooms and more"


def test_a_short_preheader_takes_in_more_stories(plan):
    """Under 40 characters a client fills the line with the first words of the mail."""
    labels = ("A wins", "B wins", "C wins", "D wins a very long game", "E")
    assert (
        opening.preheader(items(*labels), labels, plan())
        == "B wins, C wins, D wins a very long game and more"
    )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_thin_edition_has_a_preheader_that_is_true(plan, count):
    """`and more` is only said where there is more."""
    made = opening.preheader(items(*FOUR[:count]), FOUR[:count], plan())
    assert 40 <= len(made) <= 200
    assert ("and more" in made) is False


def test_the_preheader_is_never_longer_than_200_characters(plan):
    """A headline without end is cut at a word."""
    made = opening.preheader(items("X", headline="word " * 80), ["X"], plan())
    assert len(made) <= 200


@pytest.mark.parametrize(
    ("at", "word"),
    [(time(7), "morning"), (time(12), "afternoon"), (time(17, 59), "afternoon"), (time(20), "evening")],
)
def test_the_greeting_fits_the_hour_of_sending(plan, at, word):
    """A briefing that leaves at eight in the evening does not wish a good morning."""
    made = opening.greeting(FOUR, 1000, plan(send_at=at))
    assert made == (
        f"Good {word}. Ferry crews strike, Museum returns bronzes, and phones leave classrooms. Here it is in five minutes."
    )


def test_minutes_beyond_the_spelled_ones_are_figures(plan):
    """The list of spelled minutes ends at ten."""
    assert opening.greeting(FOUR[:2], 5000, plan()).endswith(
        "Ferry crews strike and Museum returns bronzes. Here it is in 22 minutes."
    )


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "he", "ja"])
def test_every_language_has_its_phrases(plan, language):
    """No placeholder is left over, and no key is missing."""
    made = plan(language)
    texts = [
        opening.greeting(FOUR, 1000, made),
        opening.greeting(FOUR[:1], 9000, made),
        opening.preheader(items(*FOUR), FOUR, made),
        opening.subject(items(*FOUR), plan(language, subject_date=True)),
    ]
    assert all("{" not in text and "|" not in text for text in texts)


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Why trams stand still", "why trams stand still"),
        ("Is the tram ever on time?", "is the tram ever on time?"),
        ("Will Merrow wins the race", "Will Merrow wins the race"),
        ("Merrow and the trams", "Merrow and the trams"),
    ],
)
def test_a_question_has_a_small_letter_inside_a_sentence(article, label, inside):
    """The word that asks is no name, whether the text has it small or not."""
    told = article(label, "The trams stood still, Ada Merrow said.")
    story = Ranked(Story((Telling(told),)), Score(), told, (told,))
    assert opening.running_labels(items(label), [story]) == [inside]
