"""The balance and the contents of an edition as commands print them: pure."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.cli.editions import (
    balance_line,
    balance_lines,
    balanced,
    described,
    printed,
    reason_lines,
    reasons,
)
from digest.compose.composer import Composed
from digest.compose.content import EditionContent, Item, Passage, Section, SourceLink
from digest.compose.message import Composition
from digest.deliver.ledger import Balance
from digest.editions import Drafted
from digest.editorial.plan import Decision
from digest.editorial.score import Score
from digest.models import DeliveryState, Edition, EditionState

AT = datetime(2026, 11, 24, tzinfo=UTC)
ITEM = Item(
    1, "Ferry opens", "The ferry opens again", (Passage("It opens."), Passage("On Monday.")),
    (SourceLink("The Lantern", "https://lantern.example/1"), SourceLink("CNN")), (7, 9), "City",
)  # fmt: skip
CONTENT = EditionContent(
    "daily",
    "The Wire",
    "",
    date(2026, 11, 24),
    5,
    "en",
    "Ferry opens",
    "Two more",
    "Hello",
    (Section("News", "stories", (ITEM,)),),
)
EDITION = Edition(
    id=3,
    newsletter="daily",
    day=CONTENT.day,
    number=5,
    window_start=AT,
    window_end=AT,
    content="{}",
    hash="abc",
    created_at=AT,
)
DRAFTED = Drafted(
    EDITION, CONTENT, (Decision(7, "printed", "it is first", 3.5, 1, 1, Score(2.0, lead=1.0, freshness=0.5)),)
)


def test_an_edition_is_described_as_agreed():
    """Ids are integers, what is unknown is null, bytes are counted as UTF-8."""
    shape = described(DRAFTED, Composed(Composition((b"",), ()), "<p>é</p>", "é", "Ferry opens"))
    assert (shape["edition"], shape["date"], shape["hash"], shape["state"], shape["html_bytes"]) == (
        3,
        "2026-11-24",
        "abc",
        "draft",
        9,
    )
    assert shape["sections"] == [
        {
            "name": "News",
            "stories": [
                {
                    "number": 1, "kicker": "City", "label": "Ferry opens", "headline": "The ferry opens again", "lead": "It opens. On Monday.",
                    "words": 4, "articles": [7, 9],
                    "sources": [{"name": "The Lantern", "url": "https://lantern.example/1"}, {"name": "CNN", "url": None}],
                }
            ],
        }
    ]  # fmt: skip


def test_decisions_are_listed():
    """Article, verdict, reason, rank, score with its parts, and story; for a person the score is a sum."""
    parts = {"coverage": 2.0, "weight": 0.0, "freshness": 0.5, "lead": 1.0, "length": 0.0}
    assert reasons(DRAFTED) == [
        {
            "article": 7,
            "verdict": "printed",
            "reason": "it is first",
            "rank": 1,
            "score": 3.5,
            "parts": parts,
            "story": 1,
        }
    ]
    assert reason_lines(DRAFTED) == [
        "printed          7  it is first",
        "                    rank 1, score 3.5 = coverage 2.0 + freshness 0.5 + lead 1.0 + length 0.0",
    ]


def test_contents_are_printed_for_a_person():
    """Name and day, subject, sections with their numbered headlines, length."""
    assert printed(CONTENT).splitlines() == [
        "The Wire, 24 November 2026", "Ferry opens", "Two more", "", "News", "  1  The ferry opens again (4 words)", "", "9 words, 1 min read",
    ]  # fmt: skip


def test_a_headline_alone_has_no_count_of_words():
    """A story without text is told as one."""
    bare = replace(CONTENT, sections=(Section("News", "stories", (replace(ITEM, passages=()),)),))
    assert "  1  The ferry opens again (the headline alone)" in printed(bare).splitlines()


@pytest.mark.parametrize(
    ("counts", "line", "good"),
    [
        ({DeliveryState.SENT: 3}, "3 enrolled: 3 sent (balanced)", True),
        ({DeliveryState.SENT: 1, DeliveryState.QUEUED: 2}, "3 enrolled: 2 queued, 1 sent (balanced)", True),
        ({DeliveryState.SENT: 1}, "3 enrolled: 1 sent (NOT BALANCED)", False),
        ({}, "3 enrolled: nobody (NOT BALANCED)", False),
    ],
)
def test_a_balance_says_who_is_where(counts, line, good):
    """Every state that has somebody in it, and whether all are accounted for."""
    balance = Balance(3, counts)
    assert balance_line(balance) == line
    shape = balanced(EDITION, balance)
    assert (shape["enrolled"], shape["sent"], shape["balanced"]) == (
        3,
        counts.get(DeliveryState.SENT, 0),
        good,
    )
    assert {str(state) for state in DeliveryState} <= set(shape)


def test_without_an_edition_everything_is_null():
    """The keys are the same."""
    assert set(balanced(None, None)) == set(balanced(EDITION, Balance(0, {})))
    assert set(balanced(None, None).values()) == {None}


def test_an_edition_that_was_stopped_says_why():
    """The reason stands beside the state, for a person and for a program."""
    stopped = EDITION.model_copy(update={"state": EditionState.SKIPPED, "reason": "2 stories, fewer than 3"})
    head, *_ = balance_lines(stopped, Balance(0, {}), ())
    assert head.endswith("skipped: 2 stories, fewer than 3")
    assert balanced(stopped, Balance(0, {}))["reason"] == "2 stories, fewer than 3"
