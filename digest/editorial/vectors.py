"""Texts as vectors: stems and, of headlines, pieces of words, each by how rare it is among the texts compared."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from digest.editorial.terms import GENERIC, grams, stem, telling, terms

Vector = dict[str, float]

TITLE_WEIGHT = 2.0
"""How often the title's words count against those of the lead."""
PIECE_WEIGHT = 0.7
"""What a piece of a headline's word counts against a word, where there is no lead: many words need no help from their pieces."""
FULL_LEAD = 60
"""Words of a lead that has enough of them."""
GENERIC_WEIGHT = 0.5
"""What a word counts that any headline may have."""
LONE_WEIGHT, MANY = 0.5, 30
"""What a term that one of many texts has alone counts in the length of its vector: among few that says nothing."""


def vectors(texts: Sequence[tuple[str, str]]) -> list[Vector]:
    """Vectors of length about 1 of texts that are given as headline and lead: damped counts times rarity."""
    counted = [_counts(headline, lead) for headline, lead in texts]
    spread = Counter(term for counts in counted for term in counts)
    many = min(1.0, len(texts) / MANY)
    lone = 1 - (1 - LONE_WEIGHT) * many
    rarity = {term: 1 - many + math.log((1 + len(texts)) / (0.5 + having)) for term, having in spread.items()}
    made = []
    for counts in counted:
        raw = {term: counts[term] * rarity[term] for term in counts}
        heard = [weight * (lone if spread[term] == 1 else 1) for term, weight in raw.items()]
        length = math.hypot(*heard) or 1.0
        made.append({term: weight / length for term, weight in raw.items()})
    return made


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The sum over the terms that both have."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum([weight * large[term] for term, weight in small.items() if term in large])


def _counts(headline: str, lead: str) -> Vector:
    counts: Vector = {term: float(count) for term, count in Counter(terms(lead)).items()}
    for term in terms(headline):
        counts[term] = counts.get(term, 0.0) + TITLE_WEIGHT
    damped = {
        term: (1 + math.log(count)) * (GENERIC_WEIGHT if term in GENERIC else 1)
        for term, count in counts.items()
    }
    lack = 1 - min(1.0, len(lead.split()) / FULL_LEAD)
    full = PIECE_WEIGHT * lack * (1 + math.log(TITLE_WEIGHT))
    for word in telling(headline) if lack else ():
        weight = full * (GENERIC_WEIGHT if stem(word) in GENERIC else 1)
        for piece in grams(word):
            damped[f"~{piece}"] = max(damped.get(f"~{piece}", 0.0), weight)
    return damped
