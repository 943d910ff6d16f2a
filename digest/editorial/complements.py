"""What is done in an English headline, and to whom: the verb's words, and the object or the phrase that it waits for."""

import re
from itertools import product

from digest.editorial.clausal import (
    ACT,
    LEADS,
    OF_THEMSELVES,
    Clause,
    Costed,
    is_adverb,
    is_double,
    main_verb,
    phrase_behind,
)
from digest.editorial.enough import begins_verb, is_enough
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import (
    ADJECTIVES,
    CIRCUMSTANCES,
    COMMON,
    LETTING,
    NAMING,
    SPANS,
    UNACTING,
    WITH_THINGS,
)
from digest.editorial.lexicon import AUXILIARIES, VERBS, is_base
from digest.editorial.nounphrases import phrases
from digest.editorial.phraseends import end_of_phrase
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import COPULAS, PARTICLES, PLURALS, SAYING, TIMES

_TAKING = frozenset(["take", "hand", "win", "turn", "pull", "run"])
"""Verbs that `over` makes others of."""
_TO_COME = frozenset(["slate", "slated", "tip", "expect", "schedule", "lay"])
_BINDS = frozenset(["of", "to", "as", "from", "with", "into", "on"])
_AGENT = re.compile(r"(?:er|or|ist|ian|man|men)s?\Z")
_DESCRIBES = re.compile(r"[a-z]{2,}(?:ous|ful|less|ive|ible|able|ical|ed)\Z")
_FIRM = frozenset(["not", "never", "may", "might", "could", "would", "should", "can", "will", "must"])
_LASTING = frozenset(["spend", "cost", "last", "mean", "become", "have"])
"""A time behind these is their object."""
_IT = frozenset(["it", "him", "them"])
_IS, _HAS = frozenset(["is", "are", "was", "were"]), frozenset(["has", "have", "had"])


def verb_words(clause: Clause) -> Costed:
    """What they do, without adverbs, and without `is` where what follows tells it alone."""
    words, found = clause.words, clause.verb
    own = words[found.at : _end_of_verbs(words, found)]
    if any(word.endswith(",") for word in own[:-1]):
        return
    own = (*own[:-1], own[-1].rstrip(","))
    left = tuple(word for word in own if not is_adverb(word)) or own  # `likely` is both
    yield 0.2 * (len(own) - len(left)), left
    first, verb = plain(left[0]), found.verb
    if len(left) == 3 and (
        (first in _HAS and plain(left[1]) == "been") or (first == "will" and left[2].endswith("ing"))
    ):
        yield 0.3 + 0.2 * (first == "will"), left[2:]
    behind = plain(words[found.head + 1]) if found.head + 1 < len(words) else ""
    if (
        found.copula
        and (behind in ENGLISH.prepositions or _DESCRIBES.search(behind))
        and not set(left) & _FIRM
    ):
        yield 0.6, ()  # `Ada Merrow | under pressure`
    if verb is None or verb.form not in {"past", "ing"} or len(left) != 2:
        return
    if first in _IS or (first in _HAS and (not verb.takes or plain(left[1]).endswith("ed"))):
        yield 0.3 + 0.1 * (first in _HAS), left[1:]


def _end_of_verbs(words: Words, found: Predicate) -> int:
    """The place behind the verb, and behind a second one that has the same object: `shot and killed`."""
    end = found.head + 1
    if found.verb is None or end + 2 >= len(words) or words[end] not in {"and", "&"}:
        return end
    return end + 2 * (getattr(VERBS.get(plain(words[end + 1])), "form", "") == found.verb.form)


def complements(clause: Clause) -> Costed:
    """The object, or what the verb waits for, and a phrase behind it where there is room."""
    if clause.base in {"say", "claim"}:
        yield from _of_themselves(clause)
        return
    words, start = clause.words, _end_of_verbs(clause.words, clause.verb)
    particles = PARTICLES if clause.base in _TAKING else PARTICLES - {"over"}
    moved = words[start : start + 1] if start < len(words) and plain(words[start]) in particles else ()
    rest = words[start + len(moved) :]
    while len(rest) > 1 and clause.verb.copula and plain(rest[0]) in TIMES:
        rest = rest[1:]  # `is | again the busiest port`
    if not rest or words[start + len(moved) - 1].endswith(","):
        if moved or _needs_nothing(clause, ""):
            yield 0.2 * len(moved), moved
        return
    yield from ((cost, (*moved, *what)) for cost, what in _behind_verb(rest, clause))


def _behind_verb(rest: Words, clause: Clause) -> Costed:
    led = plain(rest[0])
    spans = led[:1].isdigit() and plain(rest[1] if rest[1:] else "") in SPANS
    loose = led in LEADS | ENGLISH.clauses | TIMES | ENGLISH.conjunctions or led.endswith("ly") or spans
    if loose and _needs_nothing(clause, led):
        yield 0.7, ()
    if spans:
        return
    if led == "as" and clause.base in NAMING and len(rest) > 1:
        # `appointed as pilot` as `appointed pilot`
        yield from phrases(rest[1 : end_of_phrase(rest, 1)], small=clause.small)
        return
    whole = len(rest) == 1 or not rest[0][-1].isalnum() or plain(rest[1]) in ENGLISH.dangling | TIMES
    if whole and clause.base in COPULAS and led in ADJECTIVES | CIRCUMSTANCES:
        yield 0.0, (rest[0].rstrip(",;:"),)  # `goes live`
    acts = led == "to" and len(rest) > 1 and is_base(plain(rest[1]))
    if (led in LEADS or is_double(rest)) and not acts:
        for cost, what, behind in phrase_behind(rest, clause):
            if is_enough(what, behind, clause, led=True):
                yield cost, what
        return
    yield from _objects(rest, clause)


def _of_themselves(clause: Clause) -> Costed:
    """`says | it has retaken the town of Sedge`: what they say of themselves."""
    rest = clause.words[clause.verb.head + 1 :]
    named = clause.verb.at == 1 or any(word[:1].isupper() for word in clause.words[1 : clause.verb.at])
    found = main_verb(rest) if named and rest and plain(rest[0]) in OF_THEMSELVES else None
    if found is None or found.at != 1 or not found.sure:
        return
    inner = Clause(rest, found, clause.small)
    for (first, does), (second, what) in product(list(verb_words(inner)), list(complements(inner))):
        if does[0] == rest[1]:
            yield first + second, (rest[0], *does, *what)


def _needs_nothing(clause: Clause, following: str) -> bool:
    verb = clause.verb.verb
    if verb is None or clause.verb.copula or following == "that" or verb.base in _LASTING:
        return False
    waits = following == "to" and verb.base in _TO_COME
    waits = waits or (verb.bound and following in _BINDS | {"for", "in", "at", "by"})
    place = clause.verb.head
    simple = verb.form == "past" and (
        clause.verb.at == place or plain(clause.words[place - 1]) in {"be", "been"}
    )
    done = _takes(clause) and (clause.verb.passive or simple)  # `cross demolished, residents ...`
    return (verb.alone or done) and not waits


def _takes(clause: Clause) -> bool:
    verb = clause.verb.verb
    return verb is None or verb.takes or (verb.bound and verb.base not in UNACTING)


def _objects(rest: Words, clause: Clause) -> Costed:
    end = end_of_phrase(rest, 0)
    if clause.verb.copula and any(word.endswith("ing") for word in rest[:2]):
        return  # `are clearly | doing something`: a verb that the lexicon lacks
    if end == 0 or plain(rest[0]) in _IT or not (_takes(clause) or clause.verb.copula):
        return
    behind, own = rest[end:], (*rest[: end - 1], rest[end - 1].rstrip(",;:"))
    following, closed = plain(behind[0]) if behind else "", rest[end - 1] != own[-1]
    nested = predicate(rest) if clause.base in SAYING and not rest[end - 1].endswith(",") else None
    tells = nested is not None and plain(rest[nested.at]) != "to"
    if tells or following in AUXILIARIES or (closed and following in ENGLISH.conjunctions):
        return  # `says the pier | is safe`
    away = following in PARTICLES - {"over", "together", "apart"} and not closed
    acts = following == "to" and (len(behind) < 2 or is_base(plain(behind[1])))
    others = list(phrase_behind(behind, clause)) if following in LEADS and not closed and not acts else []
    for cost, what in phrases(own, small=clause.small):
        if away:  # `pulls the owner out | of the pier`
            yield cost + 0.2, (*what, behind[0].rstrip(",;:"))
            if plain(behind[1] if behind[1:] else "") == "of" and not plain(what[-1]).isdigit():
                yield cost + 0.8, what
        elif is_enough(what, behind, clause, led=False):
            yield cost + (0.2 * bool(following) if closed else _left_out(what, behind, clause)), what
        for more, other, left in others:
            if is_enough(other, left, clause, led=True):
                yield cost + more - 0.1, (*what, *other)


def _left_out(what: Words, behind: Words, clause: Clause) -> float:
    """What it costs that something behind the object goes: more where the verb, or the object, waits for it."""
    following, verb = plain(behind[0]) if behind else "", clause.verb.verb
    if not following:
        return 0.0
    if following == "of":
        return 1.8 if ACT.search(plain(what[-1])) else 0.9
    if following in {"and", "&"}:
        return 0.3 if begins_verb(behind[1:]) else 1.2
    someone = plain(what[-1]) in COMMON | PLURALS or _AGENT.search(plain(what[-1])) is not None
    thing = what[-1].islower() and not someone
    if clause.base in WITH_THINGS and following == "to" and thing:
        return 0.5
    if (clause.base in LETTING and following == "to") or (clause.base in NAMING and following == "as"):
        return 2.6
    return 1.0 if verb is not None and verb.bound and following in _BINDS else 0.3
