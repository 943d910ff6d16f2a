"""Asides of a sentence: what stands between two commas and may go."""

import re

from digest.editorial.endings import says
from digest.editorial.grammar import ENGLISH, Grammar
from digest.editorial.lexicon import VERBS
from digest.editorial.predicates import plain
from digest.editorial.verbs import RELATIVE, opens_with_participle

_ASIDE = re.compile(
    r",(?P<mark>[\"”’]?)\s(?!(?:and|or|but|und|oder|et|y)\b)[^,;:—–]{3,220},\s(?!(?:and|or|und|oder|et|y)\b)(?=[a-z])"
)
_LISTED = re.compile(r"(?:\A|\s)(?:an?|the)\s[\w-]+\Z", re.IGNORECASE)
_DESCRIBING = frozenset(
    [
        "native",
        "born",
        "famous",
        "home",
        "known",
        "best",
        "once",
        "long",
        "fresh",
        "full",
        "able",
        "unable",
        "eager",
        "keen",
        "aware",
    ]
)
"""What describes the subject that stands behind it."""


def without_aside(text: str, grammar: Grammar) -> str:
    """Without the first part between commas that has no verb of its own, but one behind a `who` or a `which`."""
    first = plain(text.partition(" ")[0])
    described = first in _DESCRIBING or opens_with_participle(first, grammar)
    for found in _ASIDE.finditer(text):
        if described and "," not in text[: found.start()]:
            continue  # `Native to Sedge, this bird, known as the lamp, `
        aside = tuple(found[0].strip(', "”’').split())
        told = VERBS.get(plain(aside[0]))
        describes = plain(aside[0]) in RELATIVE | grammar.articles | {"one"} or (
            told and told.form in {"past", "ing"}
        )
        if found["mark"] and plain(aside[0]) not in grammar.articles:
            continue  # `“...,” said Ada Merrow, `
        led = plain(aside[0]) in grammar.prepositions | grammar.clauses | {"along", "including"}
        if not describes and not led and _LISTED.search(text[: found.start()]):
            continue  # `a large, old and leaking boat, `
        if describes or not says(("", *aside), grammar) or grammar is not ENGLISH:
            return f"{text[: found.start()]}{found['mark']} {text[found.end() :]}"
    return text
