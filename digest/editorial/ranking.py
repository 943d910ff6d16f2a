"""How much a story matters, as a sum that can be read; and which of its articles tells it best.

    score = 2 x log2(1 + outlets) + weight + 1.5 x freshness + lead + 0.5 x length

- outlets: independent ones; a copy of another's text adds none, an outlet that writes twice counts once
- weight: what the first part gains or loses where an outlet counts as more or fewer than one (`sources.<slug>.weight`)
- freshness: 1 for the newest article of the window, halved every 12 hours before that one; the clock is not asked
- lead: 1 where the article opens with its news in a lead of a good size, less where sentences had to be skipped, 0 where it
  sells something, or addresses or the code of a page are left in it, half of it where the headline lets somebody say I, or
  counts things, or where it gives its reader advice
- length: the best article's words, 400 of them and more count as 1
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from digest.config.settings import SourceSettings
from digest.editorial.candidates import Candidate
from digest.editorial.names import same_outlet_key
from digest.editorial.passages import is_labelled
from digest.editorial.score import Score
from digest.editorial.sources import Sources
from digest.editorial.stories import Story
from digest.editorial.terms import terms
from digest.summarize.leads import CHOSEN, NUT, OPENING, Lead

HALF_LIFE_HOURS = 12.0
FULL_LENGTH = 400
ENOUGH_LENGTH = 200
GOOD_LEAD = 40
UNCONFIGURED = Sources()
_LIGHT = re.compile(
    r"[\"“‘'„«]?(?:(?:I|We|My|Our|Ich|Wir|Mein|Je|J|Nous|Mon|Yo|Mi)\b|(?:The )?\d+ (?:\w+ ){0,2}(?:things|ways|reasons|tips|facts)\b)"
)
"""How headlines open whose story seldom is the news of the day: with what somebody says of himself, or a count of things."""
_SELLS = re.compile(
    r"\b(?:thrilled|proud|excited|delighted|pleased) to (?:announce|introduce|welcome|unveil|launch|offer|present|have|partner)\b"
    r"|\b(?:industry|market|world)-leading (?:provider|platform|solution|supplier)|\bleading (?:global )?provider of\b|\bwhite[- ]label\b"
    r"|\b(?:solutions?|platform) (?:provides?|enables?|empowers?|helps?) (?:\w+ )?(?:clinicians|customers|businesses|companies|users|teams|you)\b",
    re.IGNORECASE,
)
"""How a company speaks of itself."""
_ADVISES = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]{0,600}[”\"]")
_CODE = re.compile(r"https?://|[{}]|</?[a-z]")

Leads = Mapping[str, Lead]
"""The lead of each article that has one, by the article's identity."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story with its score and its articles, the one that leads first; `rank` is its place, from 1."""

    story: Story
    parts: Score
    best: Candidate
    tellings: tuple[Candidate, ...]
    lead: str = ""
    rank: int = 0

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return self.parts.total


def rank(stories: Sequence[Story], leads: Leads, sources: Sources = UNCONFIGURED) -> list[Ranked]:
    """The stories by score, the highest first; of equals the one whose leading article has the first identity."""
    newest = max((one.moment for story in stories for one in story.articles), default=None)
    if newest is None:
        return []
    ranked = [_ranked(story, leads, sources, newest) for story in stories]
    ordered = sorted(ranked, key=lambda one: (-one.score, one.best.identity))
    return [replace(one, rank=place) for place, one in enumerate(ordered, 1)]


def _ranked(story: Story, leads: Leads, sources: Sources, newest: datetime) -> Ranked:
    tellings = _in_turn([telling.original for telling in story.tellings], leads, sources)
    best = tellings[0]
    weights = _weights(story, sources)
    coverage = _coverage(len(weights))
    parts = Score(
        coverage=coverage,
        weight=_coverage(sum(weights)) - coverage,
        freshness=1.5 * max(_freshness(one, newest) for one in tellings),
        lead=_lead_quality(leads[best.identity]) * (0.5 if _LIGHT.match(best.headline) else 1.0),
        length=0.5 * min(1.0, best.words / FULL_LENGTH),
    )
    return Ranked(story, parts, best, tellings, leads[best.identity].text)


def _in_turn(originals: Sequence[Candidate], leads: Leads, sources: Sources) -> tuple[Candidate, ...]:
    """The articles in the order in which they would lead.

    First the one that an editor has worked on, then those with a headline, of sources that may lead, whose words may be printed; then the better ones.
    """
    worth = _worths(originals, leads) if len(originals) > 1 else {one.identity: 0.0 for one in originals}
    return tuple(
        sorted(
            originals,
            key=lambda one: (
                not one.is_edited,
                not one.headline,
                sources.of(one).most == 0,
                _bound(sources.of(one), leads[one.identity]),
                -worth[one.identity],
                one.moment,
                one.identity,
            ),
        )
    )


def _bound(source: SourceSettings, lead: Lead) -> int:
    """How much a licence takes of a lead: nothing, its end, or all of it."""
    if source.headline_only:
        return 2
    return int(source.max_words is not None and lead.words > source.max_words)


def _worths(originals: Sequence[Candidate], leads: Leads) -> dict[str, float]:
    """How well each article stands for its story; one without a headline comes after all that have one.

    Its headline and its lead say what the others tell of too; it says rather than asks; its lead is good, its
    text long enough, its outlet known; it is told in labelled parts, as a briefing is.
    """
    texts = {one.identity: frozenset(terms(" ".join((one.headline, *one.paragraphs)))) for one in originals}
    holders = Counter(term for text in texts.values() for term in text)
    return {
        one.identity: (
            2 * _shared(one.headline, texts[one.identity], holders, len(texts))
            + 2 * _shared(leads[one.identity].text, texts[one.identity], holders, len(texts))
            + (not one.headline.endswith("?"))
            + _lead_quality(leads[one.identity])
            + 0.5 * min(1.0, one.words / ENOUGH_LENGTH)
            + 0.5 * (one.outlet is not None)
            + is_labelled(one)
        )
        for one in originals
    }


def _shared(said: str, text: Set[str], holders: Mapping[str, int], articles: int) -> float:
    """Which share of what is said another article has, on average over the others; `text` has it itself."""
    own = frozenset(terms(said))
    pairs = len(own) * (articles - 1)
    return sum(holders[term] - (term in text) for term in own) / pairs if pairs else 0.0


def _weights(story: Story, sources: Sources) -> list[float]:
    """The weight of each outlet with a text of its own; an article without an outlet counts for itself."""
    originals = [telling.original for telling in story.tellings]
    found = {same_outlet_key(one.outlet or one.identity): sources.of(one).weight for one in originals}
    return sorted(found.values())


def _coverage(outlets: float) -> float:
    return 2 * math.log2(1 + outlets)


def _freshness(one: Candidate, newest: datetime) -> float:
    return math.exp2((one.moment - newest).total_seconds() / 3600 / HALF_LIFE_HOURS)


def _lead_quality(lead: Lead) -> float:
    if _CODE.search(lead.text) or _SELLS.search(lead.text):
        return 0.0
    if len(_ADVISES.findall(_QUOTED.sub(" ", lead.text))) > 1:
        return 0.5 * min(1.0, lead.words / GOOD_LEAD)
    opens = 1.0 if lead.reason.startswith((OPENING, NUT, CHOSEN)) else 0.7
    return opens * min(1.0, lead.words / GOOD_LEAD)
