"""How much a story matters, as a sum that can be read; and which of its articles tells it best.

    score = 2 x log2(1 + outlets) + 1.5 x freshness + lead + 0.5 x length

- outlets: independent ones; a copy of another's text adds none, an outlet that writes twice counts once
- freshness: 1 for the newest article of the window, halved every 12 hours before that one; the clock is not asked
- lead: 1 where the article opens with its news in a lead of a good size, less where sentences had to be skipped
- length: the best article's words, 400 of them and more count as 1
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.editorial.candidates import Candidate
from digest.editorial.names import same_outlet_key
from digest.editorial.passages import is_labelled
from digest.editorial.stories import Story
from digest.editorial.terms import terms
from digest.summarize.leads import Lead

HALF_LIFE_HOURS = 12.0
FULL_LENGTH = 400
ENOUGH_LENGTH = 200
GOOD_LEAD = 40

Leads = Mapping[str, Lead]
"""The lead of each article that has one, by the article's identity."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story with its score and its articles, the one that leads first."""

    story: Story
    score: float
    best: Candidate
    tellings: tuple[Candidate, ...]


def rank(stories: Sequence[Story], leads: Leads) -> list[Ranked]:
    """The stories by score, the highest first; of equals the one whose leading article has the first identity."""
    newest = max((one.moment for story in stories for one in story.articles), default=None)
    if newest is None:
        return []
    ranked = [_ranked(story, leads, newest) for story in stories]
    return sorted(ranked, key=lambda one: (-one.score, one.best.identity))


def _ranked(story: Story, leads: Leads, newest: datetime) -> Ranked:
    originals = [telling.original for telling in story.tellings]
    worth = _worths(originals, leads)
    tellings = sorted(
        originals, key=lambda one: (not one.headline, -worth[one.identity], one.moment, one.identity)
    )
    best = tellings[0]
    score = (
        2 * math.log2(1 + _outlets(story))
        + 1.5 * max(_freshness(one, newest) for one in tellings)
        + _lead_quality(leads[best.identity])
        + 0.5 * _length(best)
    )
    return Ranked(story, round(score, 4), best, tuple(tellings))


def _worths(originals: Sequence[Candidate], leads: Leads) -> dict[str, float]:
    """How well each article stands for its story; one without a headline comes after all that have one.

    Its headline and its lead say what the others tell of too; it says rather than asks; its lead is good, its
    text long enough, its outlet known; it is told in labelled parts, as a briefing is.
    """
    texts = [frozenset(terms(" ".join((one.headline, *one.paragraphs)))) for one in originals]
    found = {}
    for place, one in enumerate(originals):
        others = texts[:place] + texts[place + 1 :]
        found[one.identity] = (
            2 * _shared(frozenset(terms(one.headline)), others)
            + 2 * _shared(frozenset(terms(leads[one.identity].text)), others)
            + (not one.headline.endswith("?"))
            + _lead_quality(leads[one.identity])
            + 0.5 * min(1.0, one.words / ENOUGH_LENGTH)
            + 0.5 * (one.outlet is not None)
            + is_labelled(one)
        )
    return found


def _shared(own: frozenset[str], others: Sequence[frozenset[str]]) -> float:
    """Which share of these terms another article has, on average over the others."""
    pairs = len(own) * len(others)
    return sum(len(own & other) for other in others) / pairs if pairs else 0.0


def _outlets(story: Story) -> int:
    """Outlets with a text of their own; an article without an outlet counts for itself."""
    names = {
        same_outlet_key(telling.original.outlet or telling.original.identity) for telling in story.tellings
    }
    return len(names)


def _freshness(one: Candidate, newest: datetime) -> float:
    return math.exp2((one.moment - newest).total_seconds() / 3600 / HALF_LIFE_HOURS)


def _lead_quality(lead: Lead) -> float:
    opens = 1.0 if lead.reason.startswith("the opening of") else 0.7
    return opens * min(1.0, lead.words / GOOD_LEAD)


def _length(one: Candidate) -> float:
    return min(1.0, one.words / FULL_LENGTH)
