"""Articles that tell of the same event in words of their own: TF-IDF, average linkage, aware of time."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from digest.editorial.candidates import Candidate
from digest.editorial.terms import terms

Vector = dict[str, float]
Similarities = dict[tuple[int, int], float]

LEAD_WORDS = 90
"""Words of the body that are compared: news tells the event first."""
TITLE_WEIGHT = 2.0
"""How often the title's words count against those of the lead."""
BAR_OF_TITLES, BAR_OF_LEADS = 0.08, 0.30
"""Cosine at which two articles tell of one event: titles alone share few words, leads of `FULL_LEAD` words share more."""
FULL_LEAD = 60
SAME_EVENT = 1.0
"""Average likeness of two groups, in bars, from which on they are one story."""
FADES_AFTER_HOURS = 48.0
"""Articles that lie further apart than this count as less alike, half at three times the distance."""
STRONGEST = 15
"""Terms of each article that propose pairs."""
COMMON = 100
"""A term that is a strong one of more articles than this proposes no pair; it still counts where one is proposed."""


def event_groups(candidates: Sequence[Candidate]) -> list[list[int]]:
    """The places of the candidates, grouped by the event they tell of; who stands alone is a group of one.

    Two groups are joined while the average likeness of their members reaches `SAME_EVENT`: one article that
    touches two stories does not pull them together.
    """
    return _linked(len(candidates), similarities(candidates))


def similarities(candidates: Sequence[Candidate]) -> Similarities:
    """How alike two articles are, in bars, for the pairs (lower place first) that share a term worth looking at."""
    leads = [_lead(one) for one in candidates]
    weighted = _weighted([_counts(one.headline, lead) for one, lead in zip(candidates, leads, strict=True)])
    found: Similarities = {}
    for one, other in _pairs(weighted):
        cosine = _dot(weighted[one], weighted[other])
        shorter = min(len(leads[one]), len(leads[other]))
        found[one, other] = cosine / _bar(shorter) * _nearness(candidates[one], candidates[other])
    return found


def _lead(candidate: Candidate) -> list[str]:
    return " ".join(candidate.paragraphs).split()[:LEAD_WORDS]


def _bar(lead_words: int) -> float:
    return BAR_OF_TITLES + (BAR_OF_LEADS - BAR_OF_TITLES) * min(1.0, lead_words / FULL_LEAD)


def _counts(headline: str, lead: Sequence[str]) -> Vector:
    counts: Vector = {term: float(count) for term, count in Counter(terms(" ".join(lead))).items()}
    for term in terms(headline):
        counts[term] = counts.get(term, 0.0) + TITLE_WEIGHT
    return counts


def _weighted(counted: Sequence[Mapping[str, float]]) -> list[Vector]:
    """Vectors of length 1: damped counts times the rarity of the term among these articles."""
    spread = Counter(term for counts in counted for term in counts)
    rarity = {term: 1 + math.log((1 + len(counted)) / (1 + having)) for term, having in spread.items()}
    vectors = []
    for counts in counted:
        raw = {term: (1 + math.log(counts[term])) * rarity[term] for term in sorted(counts)}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({term: weight / length for term, weight in raw.items()})
    return vectors


def _pairs(vectors: Sequence[Vector]) -> list[tuple[int, int]]:
    """Pairs that share one of their strongest terms, unless it is one that very many have."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term in heapq.nsmallest(STRONGEST, vector, key=lambda term: (-vector[term], term)):
            holders[term].append(place)
    return sorted(
        {
            (one, other)
            for places in holders.values()
            if len(places) <= COMMON
            for n, one in enumerate(places)
            for other in places[n + 1 :]
        }
    )


def _dot(one: Vector, other: Vector) -> float:
    small, large = sorted((one, other), key=len)
    return math.fsum(weight * large[term] for term, weight in small.items() if term in large)


def _nearness(one: Candidate, other: Candidate) -> float:
    hours = abs((one.moment - other.moment).total_seconds()) / 3600
    return math.exp2(min(0.0, FADES_AFTER_HOURS - hours) / (2 * FADES_AFTER_HOURS))


def _linked(size: int, alike: Similarities) -> list[list[int]]:
    """Average linkage; of equally near groups those with the lowest places are joined first."""
    groups = {place: [place] for place in range(size)}
    sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), likeness in alike.items():
        sums[one][other] = sums[other][one] = likeness
    waiting = [(-likeness, *pair) for pair, likeness in alike.items() if likeness >= SAME_EVENT]
    heapq.heapify(waiting)
    while waiting:
        negative, one, other = heapq.heappop(waiting)
        if one not in groups or other not in groups or -negative != _average(sums, groups, one, other):
            continue
        groups[one] += groups.pop(other)
        _merge(sums, one, other)
        for near in sorted(sums[one]):
            average = _average(sums, groups, one, near)
            if average >= SAME_EVENT:
                heapq.heappush(waiting, (-average, min(one, near), max(one, near)))
    return [sorted(group) for group in groups.values()]


def _merge(sums: defaultdict[int, dict[int, float]], one: int, other: int) -> None:
    """Lay the sums of `other` on those of `one`, which it has been joined to."""
    for near, total in sums.pop(other).items():
        del sums[near][other]
        if near != one:
            sums[one][near] = sums[near][one] = sums[one].get(near, 0.0) + total


def _average(
    sums: Mapping[int, Mapping[int, float]], groups: Mapping[int, Sequence[int]], one: int, other: int
) -> float:
    return sums[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))
