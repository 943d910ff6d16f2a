"""Whether the words of an English sentence say something happened, or wait for what follows; by form, without a dictionary."""

import re
from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH, Grammar


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUXILIARIES = _words(
    "is are was were has have had will would can could may might must should does did do am be been isn't aren't wasn't "
    "weren't won't wouldn't can't couldn't hasn't haven't hadn't doesn't didn't don't there's it's he's she's"
)
_BE = _words("is are was were be been being am get gets got has have had")
_FINITE = _words(
    "said says told tells made makes took takes got gets went goes came comes saw sees found finds gave gives won wins "
    "lost loses held holds kept keeps left leaves led leads met meets began begins became becomes fell falls rose rises "
    "ran runs sold sells sent sends shot spent stood stands struck strikes taught thought thinks threw throws wrote "
    "writes wore flew flies drew draws drove broke breaks brought brings built builds bought buys caught catches chose "
    "shows felt grew hid hits knew knows lay lit paid pays puts rode sang sat sits slept spoke speaks stole swam swept "
    "swore tore woke wants looks calls seems seemed appears means needs plans opens closes returns faces say claim want warn announce believe think mean deny seek "
    "expect agree vow try begin"
)
_NO_PAST = _words(
    "aged hundred indeed need speed seed feed breed weed shed bed red sacred naked embed united"
)
_DESCRIBING = _words(
    "accused suspected convicted believed charged opposed described known alleged based born called named dubbed aged"
)
"""Without an auxiliary they say what somebody is, not what he did."""
RELATIVE = _words("how what who which whose whom that where when if because while although")
_PAST = re.compile(r"[a-z]{2,}ed\Z")
_HANGING = re.compile(
    r"(?:[a-z-]{2,}(?:ed|ing)|stolen|known|seen|taken|drawn|sworn|torn|bound|given|shown|driven|written|born|slain|able|ready|likely|due|unable|willing|eager)\Z"
)
_NOUNS_IN_ING = _words(
    "king ring thing anything nothing everything something morning evening spring string meeting building ceiling wedding "
    "shooting killing bombing hearing training funding housing warning ruling filing opening"
)
_MARKS = "\"“”‘'(),;:"


def tells(words: Sequence[str], grammar: Grammar) -> bool:
    """Say whether a main verb is among the words, and one in the last clause that a `who` or a `that` begins.

    Of other languages than English it is not known, and taken for granted.
    """
    if grammar is not ENGLISH:
        return True
    begun = [n for n, word in enumerate(words) if n and word.casefold().strip(_MARKS) in RELATIVE]
    verbs = [n for n in range(1, len(words)) if _is_finite(words, n, grammar)]
    return bool(verbs) and (not begun or (verbs[0] < begun[0] and begun[-1] < verbs[-1]))


def _is_finite(words: Sequence[str], place: int, grammar: Grammar) -> bool:
    word = words[place].strip(_MARKS).replace("’", "'")
    if word in AUXILIARIES:
        return True
    opens = words[place - 1].endswith(",") and sum(1 for one in words[:place] if one.endswith(",")) % 2
    if word in _DESCRIBING or opens or not (word in _FINITE or (_PAST.match(word) and word not in _NO_PAST)):
        return False
    before = words[place - 1].casefold()
    if (
        "-" in before
        or before in grammar.articles | {"most", "more", "best", "less"}
        or before.endswith("est")
    ):
        return False  # `the highest paid`
    following = words[place + 1].casefold() if place + 1 < len(words) else ""
    return following not in {"by", "with"}


def waits(words: Sequence[str], following: str, grammar: Grammar) -> bool:
    """Say whether the last word waits for the phrase that begins with `following`: `believed to`, `accused of`."""
    if grammar is not ENGLISH:
        return False
    last = words[-1].casefold().strip(_MARKS)
    if not _HANGING.match(last) or last in _NOUNS_IN_ING or words[-1].endswith((",", ";")):
        return False
    if following.casefold() in grammar.clauses:
        return False
    passive = any(word.casefold() in _BE for word in words[-3:-1])
    return not passive or following.casefold() in {"to", "of", "with", "by", "that", "on"}


def begins_aside(words: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Say whether a participle that belongs to the noun before it stands here: `a man | accused of`, `girls | preparing to`."""
    word, before = words[place], words[place - 1]
    if grammar is not ENGLISH or not _HANGING.match(word) or word in _NOUNS_IN_ING | _NO_PAST:
        return False
    plain = before.casefold().strip(_MARKS).replace("’", "'")
    verb = plain in AUXILIARIES | _FINITE | _BE | grammar.dangling or _HANGING.match(plain)
    return not (verb or plain.endswith(("ly", "'s")) or before.endswith(","))


def opens_with_participle(first: str, grammar: Grammar) -> bool:
    """Say whether a sentence opens with a participle (`Following last year's tour, ...`), by its first word in small letters."""
    return (
        grammar is ENGLISH
        and first not in _NOUNS_IN_ING
        and re.fullmatch(r"[a-z]{3,}(?:ing|ed)", first) is not None
    )
