"""Things that a German, French or Spanish headline speaks of, as capitals and articles tell."""

import re
from collections.abc import Iterator

from digest.editorial.grammar import FRENCH, GERMAN, SPANISH, Grammar
from digest.editorial.predicates import MARKS
from digest.editorial.shortening import Words
from digest.editorial.smallwords import ASKS, LEAST

MOST = 6


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


INFINITIVE = re.compile(r"[a-zà-ÿ’']{2,}(?:er|ir|re|ar)\Z")
_BINDING = _set("von für der des vom auf")
DETERMINERS = {
    FRENCH: _set(
        "deux trois quatre cinq six sept huit neuf dix le la les un une des du au aux ce cet cette ces son sa ses leur leurs"
    ),
    SPANISH: _set(
        "dos tres cuatro cinco seis siete ocho nueve diez el la los las un una unos unas del al este esta estos estas su sus"
    ),
}
BEFORE_NOUNS = _set(
    "nouveau nouvelle nouveaux nouvelles premier première premiers petit petite petits grand grande grands vieux vieille mille autre autres même "
    "jeune jeunes ancien ancienne anciens nuevo nueva nuevos nuevas primer primera primeros gran grandes mil otro otra otros mismo joven antiguo antigua viejo vieja"
)


def topics(words: Words, grammar: Grammar) -> Iterator[tuple[float, str]]:
    """The first thing alone, where it has three words, and with each of the others."""
    things = list(_names(words) if grammar is GERMAN else _phrases(words, DETERMINERS[grammar]))
    joint = {GERMAN: "und", FRENCH: "et"}.get(grammar, "y")
    for thing in things[:1]:
        if LEAST <= len(thing) <= MOST:
            yield 0.3, " ".join(thing)
        for turn, other in enumerate(things[1:]):
            label = (*thing, joint, *other)
            if len(label) <= MOST and not set(thing) & set(other):
                yield 0.6 + 0.2 * turn, " ".join(label)


def _names(words: Words) -> Iterator[Words]:
    """Nouns and names of a German headline: words in capitals that stand together."""
    own: Words = ()
    continues = False
    for place, word in enumerate((*words, "")):
        leads = place == 0 and small(word) in GERMAN.dangling | ASKS
        if word[:1].isupper() and not leads:
            own = (*own, word.rstrip(",:;.!?"))
            continues = word[-1:] not in ",:;" and _binds(words, place + 1)
        elif own and continues and word:
            own, continues = (*own, word), False
            continue
        if own and (not word[:1].isupper() or leads or word[-1:] in ",:;"):
            yield own
            own = ()


def _binds(words: Words, place: int) -> bool:
    """`Preis | für Brot`, `Ende | der Trockenheit`: a small word and a noun that tell which one it is."""
    return (
        words[place : place + 1] != ()
        and words[place] in _BINDING
        and words[place + 1 : place + 2] != ()
        and words[place + 1][:1].isupper()
    )


def _phrases(words: Words, determiners: frozenset[str]) -> Iterator[Words]:
    """Things of a French or Spanish headline: what an article begins, with what `de` adds, and names."""
    place = 1 if small(words[0]) in ASKS | FRENCH.dangling - determiners else 0
    while place < len(words):
        end = _end_of(words, place, determiners)
        led = _UNFOLDED.get(small(words[place]))
        own = words[place:end]
        if end > place and led != "":
            yield tuple(word.rstrip(",:;.!?") for word in ((led, *own[1:]) if led else own))
        place = max(end, place + 1)


_UNFOLDED = {"du": "le", "au": "le", "aux": "les", "del": "el", "al": "el", "des": ""}
"""The articles in `du` and `al`; `des` may be two things."""


def _end_of(words: Words, place: int, determiners: frozenset[str]) -> int:
    """Where the thing ends that begins here; `place` where none does."""
    elided = small(words[place]).startswith("l'")
    if words[place][:1].isupper() and not elided and small(words[place]) not in determiners:
        return next(
            (
                n
                for n in range(place, len(words))
                if not words[n][:1].isupper() or (n > place and words[n - 1][-1] in ",:;")
            ),
            len(words),
        )
    if not elided and small(words[place]) not in determiners:
        return place
    noun = place + (not elided or small(words[place])[2:] in BEFORE_NOUNS)
    noun += not elided and (place + 1 < len(words) and small(words[place + 1]) in BEFORE_NOUNS)
    if noun >= len(words):
        return place
    end = noun + 1
    while end < len(words) and words[end][:1].isupper() and words[end - 1][-1] not in ",:;":
        end += 1  # `le ministre Kit Oster`
    while (
        end + 1 < len(words)
        and small(words[end]) in {"de", "du", "del", "des"}
        and words[end - 1][-1] not in ",:;"
    ):
        if INFINITIVE.match(small(words[end + 1])):
            break
        end += 2 + (small(words[end + 1]) in determiners)
    return min(end, len(words))


def small(word: str) -> str:
    """A word in small letters, without the marks around it."""
    return word.casefold().strip(MARKS).replace("’", "'")
