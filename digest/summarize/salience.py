"""How much of an article one sentence tells: nearness to the words that recur in it, place, and length."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.summarize import openings
from digest.summarize.languages import ENGLISH, silent_words
from digest.words import count_words, is_spaceless, pairs

_WORD = re.compile(r"[^\W_]{3,}")


FULL_LENGTH = 30
"""Words from which a sentence is not the better for being longer."""
WORDY = 25
"""Words from which a sentence takes room that another could use."""
LEANING = 0.2
"""What it costs to take a sentence that leans on the one before it, without that one."""
REPEATING = 0.15
"""What it costs to say again what a taken sentence has said, at most."""
POOR = 0.3
"""What it costs to be a question, or hardly a sentence."""
HEARD = 40
"""Sentences of an article that are looked at: the rest of a long one changes little."""


@dataclass(frozen=True, slots=True)
class Taste:
    """What counts besides nearness: `first` is what standing first is worth (the n-th sentence gets the n-th part of it).

    `length` is what a full sentence is worth, `wordy` the cost of each 25 words more, `decay` that of each place further down.
    """

    first: float
    length: float
    wordy: float
    decay: float


FOR_ONE = Taste(first=0.45, length=0.4, wordy=0.0, decay=0.03)
"""A sentence that stands alone should say much."""
FOR_SEVERAL = Taste(first=0.4, length=0.0, wordy=0.25, decay=0.03)
"""Of several, each should leave room for the others."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The sentences of an article with their word counts and what each is worth by itself."""

    language: str
    texts: Sequence[str]
    terms: Sequence[Counter[str]]
    worth: Sequence[float]


def judge(texts: Sequence[str], taste: Taste, language: str = ENGLISH) -> Judged:
    """Return what each of an article's first sentences is worth."""
    terms = [terms_of(text, language) for text in texts[:HEARD]]
    centre = centre_of(terms)
    size = _length(centre)
    worth = [
        cosine(own, centre, size) + _standing(text, place, taste)
        for place, (text, own) in enumerate(zip(texts, terms, strict=False))
    ]
    return Judged(language, texts, terms, worth)


def centre_of(terms: Sequence[Counter[str]]) -> Counter[str]:
    """The terms that come more than once, with how often they come."""
    recurring: Counter[str] = Counter()
    for own in terms:
        recurring.update(own)
    return Counter({term: count for term, count in recurring.items() if count > 1})


def choose(judged: Judged, taken: Sequence[int], allowed: Sequence[int]) -> int:
    """Return which of the `allowed` sentences adds most to those taken."""
    return max(allowed, key=lambda number: _gain(judged, taken, number))


def _gain(judged: Judged, taken: Sequence[int], number: int) -> float:
    repeated = max((cosine(judged.terms[number], judged.terms[other]) for other in taken), default=0.0)
    alone = (
        number > 0 and number - 1 not in taken and openings.leans_back(judged.texts[number], judged.language)
    )
    return judged.worth[number] - REPEATING * repeated - LEANING * alone


def _standing(text: str, place: int, taste: Taste) -> float:
    words = count_words(text)
    poor = openings.asks(text) or words < 8
    size = taste.length * min(words, FULL_LENGTH) / FULL_LENGTH - taste.wordy * max(0, words - WORDY) / WORDY
    return taste.first / (1 + place) - taste.decay * place + size - POOR * poor


def cosine(one: Counter[str], other: Counter[str], size: float | None = None) -> float:
    """The cosine of two bags of terms; `size` is the length of the other where it is known."""
    shared = sum(count * other[term] for term, count in one.items() if term in other)
    return shared / (_length(one) * (size or _length(other))) if shared else 0.0


def _length(terms: Counter[str]) -> float:
    return math.sqrt(sum([count * count for count in terms.values()]))


def terms_of(text: str, language: str) -> Counter[str]:
    """The words of a text that say something about it, by their stems, with how often each comes."""
    silent = silent_words(language)
    told = [_stem(word) for word in _WORD.findall(text.lower()) if word not in silent]
    return Counter(pairs(text) + [word for word in told if word.isascii()] if is_spaceless(text) else told)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """Return an English word without its commonest endings; others are hardly touched by it."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
