"""The circumstance that a sentence may begin with: when, where or in spite of what something happened."""

import re

from digest.editorial.grammar import Grammar
from digest.editorial.verbs import opens_with_participle

Words = tuple[str, ...]

_WHEN = re.compile(
    r"(?:\w+\s+){0,4}(?:ago|later|earlier|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|year|month|week|morning|"
    r"night|evening|afternoon),\s",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:(?:[A-Za-z]+|\d+)\s+){0,4}(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\s+(?:after|before|since)\s",
    re.IGNORECASE,
)
"""`Two years after ...`: a circumstance, up to its comma."""


def opening_of(text: str, words: Words, grammar: Grammar) -> int:
    """How many words the circumstance has that the sentence begins with (`After nine days, `), up to its first comma."""
    if not words:
        return 0
    first = words[0].casefold().strip("\"“‘'")
    second = words[1].casefold() if len(words) > 1 else ""
    negated = (
        first == "according"
        or (first, second) == ("no", "matter")
        or (first == "not" and second in {"to", "only", "just"})
    )
    circumstance = (
        negated
        or first in grammar.prepositions | grammar.clauses
        or (first in {"just", "even", "only", "for", "ever"} and second in grammar.clauses)
    )
    times = circumstance or _WHEN.match(text) or _LATER.match(text) or opens_with_participle(first, grammar)
    if not times:
        return 0
    return next((place for place, word in enumerate(words, 1) if pauses(word)), 0)


def pauses(word: str) -> bool:
    """Whether a comma stands behind a word, be it within a quotation's marks."""
    return word.rstrip("\"”’'").endswith(",")
