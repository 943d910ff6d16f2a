"""The budget and the shapes of `digest extract`: pure."""

from pathlib import Path

import pytest

from digest.cli.extraction import budget, described, printed, refused
from digest.collect.extract import Block, Dropped, Extract, Related
from digest.collect.files import Found, Rejected
from digest.summarize.leads import NO_LIMIT, Budget

TEXT = "The board met on Monday. It chose the cheaper plan by nine votes to six, CNN reported. Building begins in spring."
EXTRACT = Extract(
    title="A smaller stadium", byline="Ada Byron", kicker="City", blocks=(Block("heading", "Votes"), Block("paragraph", TEXT)),
    dropped=(Dropped("Subscribe", "promotion"),), related=(Related("Sport", "A larger one", None),),
)  # fmt: skip


def found(extract=EXTRACT):
    return Found(Path("a.txt"), 3, "text", "raw", extract)


@pytest.mark.parametrize(
    ("words", "sentences", "wanted"),
    [
        (None, None, Budget()),
        (40, None, Budget(40, None)),
        (None, 2, Budget(NO_LIMIT, 2)),
        (40, 2, Budget(40, 2)),
    ],
)
def test_words_and_sentences_make_the_budget(words, sentences, wanted):
    """Either, both, or the default."""
    assert budget(words, sentences) == wanted


def test_an_article_is_described_with_everything_known():
    """Body without headings, dropped lines with reasons, related stories, lead with sentences and named outlets."""
    shape = described(found(), Budget(NO_LIMIT, 2))
    assert (shape["path"], shape["row"], shape["title"], shape["kicker"], shape["byline"]) == (
        "a.txt",
        3,
        "A smaller stadium",
        "City",
        "Ada Byron",
    )
    assert shape["paragraphs"] == [TEXT]
    assert shape["dropped"] == [{"text": "Subscribe", "why": "promotion"}]
    assert shape["related"] == [{"kicker": "Sport", "headline": "A larger one", "deck": None}]
    assert len(shape["lead"]["sentences"]) == 2
    assert shape["lead"]["sources"] == ["CNN"]


def test_an_empty_article_has_an_empty_lead():
    """No body, no lead, nothing invented; a person is told so."""
    shape = described(found(Extract()), Budget())
    assert shape["lead"] == {"text": "", "words": 0, "sentences": [], "sources": []}
    assert printed(shape).startswith("(no title)\na.txt\n\n(no lead)\n")


def test_a_refusal_has_the_same_keys():
    """A program reads one shape."""
    shape = refused(Rejected(Path("b.txt"), None, "it is empty"))
    assert list(shape) == list(described(found(), Budget()))
    assert (shape["error"], shape["title"], shape["paragraphs"]) == ("it is empty", None, [])


def test_a_person_sees_what_was_dropped_and_why():
    """One line for each dropped line, with its reason."""
    shown = printed(described(found(), Budget()))
    assert "City · Ada Byron" in shown
    assert "[CNN]" in shown
    assert "  dropped (promotion): Subscribe" in shown
