"""Whether the object of an English headline, or a phrase behind its verb, may be the last of a label."""

import re
from collections.abc import Sequence

from digest.editorial.clausal import PARTS, Clause
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import (
    ADJECTIVES,
    AMOUNTS,
    CIRCUMSTANCES,
    KINDS,
    LOOSE,
    NAMING,
    QUANTITIES,
    SPANS,
)
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.phraseends import may_stand_last
from digest.editorial.predicates import plain
from digest.editorial.wordclasses import NOUNS_TO, PARTICLES, SEASONS

_ENOUGH = frozenset(
    ["deal", "deals", "plan", "plans", "pact", "bid", "offer", "law", "bill", "thanks", "visit", "trip"]
)
"""Things that may stand without their `to`."""
_SUPERLATIVE = re.compile(r"[a-z]{2,}est\Z|first|last|only")
_SOMEBODY = frozenset(["someone", "somebody", "anyone", "those", "something", "nobody", "everyone"])
_BECOMING = NAMING | {"make", "declare", "give", "offer", "send"}
"""Verbs that have two objects: `makes the lamp | a museum`."""


def begins_verb(words: Sequence[str]) -> bool:
    """Whether a second thing that is done begins: `and | set up checkpoints`."""
    first = plain(words[0]) if words else ""
    acts = any(getattr(VERBS.get(plain(word)), "form", "") in {"s", "past"} for word in words[1:3])
    return (
        (first == "one" and acts)
        or first in AUXILIARIES
        or getattr(VERBS.get(first), "form", "") in {"s", "past"}
    )


def is_enough(what: Sequence[str], behind: Sequence[str], clause: Clause, *, led: bool) -> bool:
    """Whether a phrase may be the last of the label, when `behind` goes."""
    last, following = plain(what[-1]), plain(behind[0]) if behind else ""
    copula = clause.verb.copula
    if last.isdigit() and behind:
        return False  # `has 2 | out of`
    if not may_stand_last(what) or following in {"or", "between", "than", "like"}:
        return False
    if following in ENGLISH.articles and (led or clause.base in _BECOMING):
        return False  # `puts at risk | an old friendship`
    if (led or not copula) and last in (ADJECTIVES | LOOSE) - {"top", "record", "public", "key"}:
        return False
    if copula and not led and following in ENGLISH.prepositions | {"to", "and"} and len(what) < 2:
        return False  # `is ready | for`
    if following in {"and", "&"} and (led or copula) and not begins_verb(behind[1:]):
        return False
    if behind and (last in _SOMEBODY or (last in CIRCUMSTANCES and not copula)):
        return False
    return not _belongs(what, last, behind, following)


def _belongs(what: Sequence[str], last: str, behind: Sequence[str], following: str) -> bool:
    """Whether what follows belongs to the last word: `latest museum | to ban`, `squeezing | of`, `hours | after`, `Hall | of Fame`."""
    if following in {"to", "of"} and any(_SUPERLATIVE.match(plain(word)) for word in what):
        return True
    if following == "of" and (last.endswith("ing") or last in KINDS | QUANTITIES | AMOUNTS | PARTS):
        return True
    if last.endswith("ing") and following in PARTICLES - {"over"}:
        return True  # `bars them from going | out`
    if following == "to" and last in NOUNS_TO - _ENOUGH:
        return True
    if following in {"after", "before", "ago", "later"} and last in SPANS | SEASONS:
        return True
    name = what[-1][:1].isupper() and len(behind) > 1 and behind[1][:1].isupper()
    return name and following in {"by", "of", "for", "the"}
