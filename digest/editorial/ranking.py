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
from digest.editorial.stories import Story
from digest.summarize.leads import Lead

HALF_LIFE_HOURS = 12.0
FULL_LENGTH = 400
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
    tellings = sorted(
        (telling.original for telling in story.tellings),
        key=lambda one: (-_telling_score(one, leads), one.moment, one.identity),
    )
    best = tellings[0]
    freshness = max(_freshness(one, newest) for one in tellings)
    score = (
        2 * math.log2(1 + _outlets(story))
        + 1.5 * freshness
        + _lead_quality(leads[best.identity])
        + 0.5 * _length(best)
    )
    return Ranked(story, round(score, 4), best, tuple(tellings))


def _telling_score(one: Candidate, leads: Leads) -> float:
    """A statement leads before a question; then the better lead, then the longer text."""
    return (
        (0.0 if one.headline.endswith("?") else 1.0)
        + _lead_quality(leads[one.identity])
        + 0.5 * _length(one)
        + (0.5 if one.outlet else 0.0)
    )


def _outlets(story: Story) -> int:
    """Outlets with a text of their own; an article without an outlet counts for itself."""
    names = {
        same_outlet_key(telling.original.outlet or telling.original.identity) for telling in story.tellings
    }
    return len(names)


def _freshness(one: Candidate, newest: datetime) -> float:
    return 0.5 ** ((newest - one.moment).total_seconds() / 3600 / HALF_LIFE_HOURS)


def _lead_quality(lead: Lead) -> float:
    opens = 1.0 if lead.reason.startswith("the opening of") else 0.7
    return opens * min(1.0, lead.words / GOOD_LEAD)


def _length(one: Candidate) -> float:
    return min(1.0, one.words / FULL_LENGTH)
