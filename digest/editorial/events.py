"""Articles that tell of the same event in words of their own: TF-IDF, average linkage, aware of time."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from digest.editorial.candidates import Candidate
from digest.editorial.linkage import Similarities, linked
from digest.editorial.vectors import FULL_LEAD, Vector, dot, vectors

LEAD_WORDS = 90
"""Words of the body that are compared: news tells the event first."""
BAR_OF_TITLES, BAR_OF_LEADS = 0.115, 0.30
"""Cosine at which two articles tell of one event: titles alone share few words, leads of `FULL_LEAD` words share more."""
FADES_AFTER_HOURS = 48.0
"""Articles that lie further apart than this count as less alike, half at three times the distance."""
WITNESSES, TRUST = 4, 0.5
"""How many of an article's nearest are asked whether another is like it, and what their answer counts."""
FEW = 150
"""Up to so many articles all are compared with all."""
STRONGEST = 15
"""Terms that each article shares with others and that propose pairs, where there are more articles."""
SHARED = 2
"""How many of them two articles must share: one may be chance, and the more articles the more chance."""
REACH = 100
"""An article is paired with so many of those that had its term before it, the latest: no term costs more than that."""


def event_groups(candidates: Sequence[Candidate]) -> list[list[int]]:
    """The places of the candidates, grouped by the event they tell of; who stands alone is a group of one.

    Two groups are joined while their members are alike on the average: one article that touches two stories does
    not pull them together.
    """
    return linked(len(candidates), similarities(candidates))


def similarities(candidates: Sequence[Candidate]) -> Similarities:
    """How alike two articles are, in bars, for the pairs (lower place first) that are worth looking at."""
    leads = [_lead(one) for one in candidates]
    texts = [(one.headline, " ".join(lead)) for one, lead in zip(candidates, leads, strict=True)]
    weighted = vectors(texts)
    hours = [one.moment.timestamp() / 3600 for one in candidates]
    direct: dict[tuple[int, int], float] = {}
    for one, other in _pairs(weighted, hours):
        bar = _bar(min(len(leads[one]), len(leads[other])))
        cosine = dot(weighted[one], weighted[other])
        direct[one, other] = cosine / bar * _nearness(abs(hours[one] - hours[other]))
    return _corroborated(direct)


def _lead(candidate: Candidate) -> list[str]:
    return " ".join(candidate.paragraphs).split()[:LEAD_WORDS]


def _bar(lead_words: int) -> float:
    return BAR_OF_TITLES + (BAR_OF_LEADS - BAR_OF_TITLES) * min(1.0, lead_words / FULL_LEAD)


def _nearness(hours: float) -> float:
    return math.exp2(min(0.0, FADES_AFTER_HOURS - hours) / (2 * FADES_AFTER_HOURS))


def _pairs(weighted: Sequence[Vector], hours: Sequence[float]) -> list[tuple[int, int]]:
    """All pairs of few articles; of many those that share some of their strongest terms."""
    if len(weighted) <= FEW:
        return list(combinations(range(len(weighted)), 2))
    spread = Counter(term for vector in weighted for term in vector)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    found: list[tuple[int, int]] = []
    for place in sorted(range(len(weighted)), key=lambda place: (hours[place], place)):
        common = [(-weight, term) for term, weight in weighted[place].items() if spread[term] > 1]
        met: Counter[int] = Counter()
        for _, term in heapq.nsmallest(STRONGEST, common):
            met.update(holders[term][-REACH:])
            holders[term].append(place)
        found += [(min(place, one), max(place, one)) for one, times in met.items() if times >= SHARED]
    return sorted(found)


def _corroborated(direct: Mapping[tuple[int, int], float]) -> Similarities:
    """Each likeness averaged with what the nearest of the two articles say: who is like my friends is like me."""
    friends: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), likeness in direct.items():
        if likeness > 0:
            friends[one].append((-likeness, other))
            friends[other].append((-likeness, one))
    nearest = {place: heapq.nsmallest(WITNESSES, known) for place, known in friends.items()}
    return {
        (one, other): (1 - TRUST) * likeness
        + TRUST * (_said(nearest, direct, one, other) + _said(nearest, direct, other, one)) / 2
        for (one, other), likeness in direct.items()
    }


def _said(
    nearest: Mapping[int, Sequence[tuple[float, int]]],
    direct: Mapping[tuple[int, int], float],
    one: int,
    other: int,
) -> float:
    """How alike the nearest of `one` (`other` may be one of them) are to `other`, the nearest heard most.

    A chain is as strong as its weaker link, so that a distant acquaintance recommends nobody.
    """
    own = direct[min(one, other), max(one, other)]
    heard = trust = 0.0
    for negative, friend in nearest.get(one, ()):
        onward = own if friend == other else direct.get((min(friend, other), max(friend, other)), 0.0)
        weight = negative * negative
        heard += weight * min(-negative, onward)
        trust += weight
    return heard / trust if trust else own
