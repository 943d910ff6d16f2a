"""What an English headline speaks of, where more than that cannot be said in a label without cutting a phrase."""

from collections.abc import Iterator
from itertools import pairwise

from digest.editorial.grammar import ENGLISH
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.marks import is_whole
from digest.editorial.predicates import MARKS, Predicate, plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import POINTS_BACK, UNREAL

LEAST, MOST = 3, 6
_HELPING = AUXILIARIES | {"to", "help", "helps", "let", "lets"}


def is_thing(part: str) -> bool:
    """Say whether a part of a headline has no verb: a name, a topic."""
    return predicate(part.split()) is None


def topics(part: str) -> Iterator[tuple[int, str]]:
    """Each thing of three to six words behind a verb or a small word, and the place of that word.

    None where the headline says what may be or is not: a thing out of it would say that it is.
    """
    words = tuple(part.split())
    if {plain(word) for word in words} & UNREAL:
        return
    found = predicate(words)
    bounds = [place for place in range(len(words)) if _ends_thing(words, place, found)]
    for start, end in pairwise([*bounds, len(words)]):
        beside = {plain(word) for word in (words[start], *words[end : end + 1])}
        thing = words[start if words[start].endswith(",") else start + 1 : end]
        if not beside & ENGLISH.conjunctions and LEAST <= len(thing) <= MOST and _stands(thing):
            yield start, " ".join(thing)


def first_thing(words: Words) -> str | None:
    """The thing of two to six words that a headline begins with, before its verb or a small word."""
    found = predicate(words)
    places = range(1, len(words))
    end = next((n for n in places if words[n - 1].endswith(",") or _ends_thing(words, n, found)), len(words))
    thing = " ".join(words[:end]).rstrip(",:")
    stands = is_whole(thing) and plain(words[0]) not in POINTS_BACK | ENGLISH.dangling
    return thing if stands and 2 <= len(thing.split()) <= MOST else None


def _stands(thing: Words) -> bool:
    closed = not any(word.endswith(",") or word.rstrip(MARKS).endswith(",") for word in thing)
    return (
        closed
        and not any("," in word[-2:] for word in thing)
        and is_whole(" ".join(thing))
        and predicate(thing) is None
    )


def _ends_thing(words: Words, place: int, found: Predicate | None) -> bool:
    """Whether a thing ends here: at a small word, a verb, or behind a comma."""
    word, before = plain(words[place]), plain(words[place - 1]) if place else ""
    small = not word or word in ENGLISH.dangling | AUXILIARIES | POINTS_BACK or words[place - 1].endswith(",")
    verb = VERBS.get(word)
    acts = verb is not None and (verb.form == "ing" or (verb.form == "base" and before in _HELPING))
    return small or acts or word.endswith("ly") or (found is not None and found.at <= place <= found.head)
