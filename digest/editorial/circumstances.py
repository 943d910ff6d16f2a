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
_COUNTED = re.compile(r"(?:over|about|around|under|up to|as many as|at least)\s\d", re.IGNORECASE)
_LATER = re.compile(
    r"(?:(?:[A-Za-z]+|\d+)\s+){0,4}(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\s+(?:after|before|since)\s",
    re.IGNORECASE,
)
"""`Two years after ...`: a circumstance, up to its comma."""


def opening_of(words: Words, grammar: Grammar) -> int:
    """How many words the circumstance has that the sentence begins with (`After nine days, `), up to its first comma."""
    if not words or not is_circumstance(words, grammar):
        return 0
    return next((place for place, word in enumerate(words, 1) if pauses(word)), 0)


def is_circumstance(words: Words, grammar: Grammar) -> bool:
    """Whether words begin with when, where or in spite of what something happened."""
    first = words[0].casefold().strip("\"“‘'")
    second = words[1].casefold() if len(words) > 1 else ""
    if (first, second) == ("no", "matter") or (first == "not" and second in {"to", "only", "just"}):
        return True
    if _COUNTED.match(" ".join(words[:4])):
        return False  # `over 400 bakers`
    led = first in {"just", "even", "only", "for", "ever"} and second in grammar.clauses
    if led or first in {"according", "regardless"} or first in grammar.prepositions | grammar.clauses:
        return True
    text = " ".join(words)
    return bool(_WHEN.match(text) or _LATER.match(text)) or opens_with_participle(first, grammar)


def pauses(word: str) -> bool:
    """Whether a comma stands behind a word, be it within a quotation's marks."""
    return word.rstrip("\"”’'").endswith(",")
