"""Labels in German, French and Spanish whose headlines have no easy cut: shorter by their small words, or of what they are about."""

import re
from collections.abc import Callable, Iterator

from digest.editorial.foreign_things import BEFORE_NOUNS, DETERMINERS, INFINITIVE, small, topics
from digest.editorial.grammar import GERMAN, Grammar
from digest.editorial.marks import is_whole
from digest.editorial.shortening import Words
from digest.editorial.smallwords import ASKS, LEAST, cut_cost, phrase_cost, without_article
from digest.editorial.starts import starts

MOST = 6
TOPIC = 3.0
"""What it costs to say only what a headline is about."""
_Way = Callable[[Words, Grammar], Words]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TIMES = _set(
    "heute gestern nun jetzt erneut bereits endlich künftig erstmals plötzlich offiziell montag dienstag mittwoch donnerstag freitag "
    "aujourd'hui hier lundi mardi mercredi jeudi vendredi samedi dimanche enfin désormais officiellement "
    "hoy ayer lunes martes miércoles jueves viernes sábado domingo finalmente oficialmente"
)
_LOOSE = _set("nach wegen trotz während seit angesichts bei beim vor im am in unter")
"""German prepositions whose phrase may go out of the middle of a clause."""
_GONE = _set("die das den dem ein eine einen einem")
"""German articles that a headline may leave out before a noun; `der` and `des` may say whose something is."""
_OF = _set("de du des d' del von aus")
_ASIDE = re.compile(r",\s[^,]{3,80},\s(?=[a-zà-ÿ])")
_RELATIVE = _set("qui dont où quien donde der die das dem den dessen deren")
_WITH = _set("contre con avec pour para por")
_TELLING = re.compile(
    r"(?P<who>(?:\S+\s){1,4}?)(?:montre(?:nt)?|révèle(?:nt)?|affirme(?:nt)?|estime(?:nt)?|annonce(?:nt)?|assure(?:nt)?|préviennent|prévient|disent|dit|"
    r"muestran?|revelan?|afirman?|advierten?|aseguran?|dicen?|anuncian?)\sque\s(?!(?:il|ils|elle|elles|on|él|ella|ellos)\s)(?P<claim>.{8,})\Z"
)


def claim_of(headline: str) -> tuple[str, str] | None:
    """Who says what in `Une étude montre que les infirmières dorment mieux`: `Étude` and the claim."""
    told = _TELLING.match(headline)
    if told is None:
        return None
    words = told["who"].split()
    who = " ".join(words[1:] if len(words) > 1 and words[0].casefold() in _set("une un una") else words)
    return who[:1].upper() + who[1:], told["claim"]


def labels_elsewhere(part: str, grammar: Grammar) -> Iterator[tuple[float, str]]:
    """Labels of 3 to 6 words for a part of a headline, and what each costs."""
    words = tuple(part.split())
    words = words[next(starts(words, grammar, ""))[0] :]
    for variant, paid in _variants(words, grammar).items():
        for size in range(LEAST, min(MOST, len(variant)) + 1):
            cost = _cost(variant, size, grammar)
            label = " ".join(variant[:size]).strip(" ,;:–—-")
            if cost is not None and is_whole(label) and _says_enough(variant[:size], grammar):
                yield cost + paid - 0.07 * size, label
    for cost, label in topics(words, grammar):
        if is_whole(label):
            yield TOPIC + cost, label


def _variants(words: Words, grammar: Grammar) -> dict[Words, float]:
    """The words, and what the ways to say them in fewer leave, one after the other."""
    found = {without_article(words, grammar): 0.0}
    for cost, way in _WAYS:
        for known, paid in list(found.items()):
            once = way(known, grammar)
            for fewer in (once, way(once, grammar)):
                if fewer != known and len(fewer) >= LEAST:
                    found[fewer] = min(found.get(fewer, 99.0), paid + cost)
    return found


def _cost(words: Words, size: int, grammar: Grammar) -> float | None:
    cost = phrase_cost(words, size, grammar)
    if grammar is GERMAN and size < len(words):
        return _german_cost(words, size, cost)
    if cost is not None or size == len(words) or size <= LEAST or small(words[0]) in ASKS:
        return cost
    last, following = small(words[size - 1]), small(words[size])
    after = small(words[size + 1]) if size + 1 < len(words) else ""
    if last in grammar.dangling | BEFORE_NOUNS or words[size - 1].endswith(","):
        return None
    if following in _RELATIVE or (following in _WITH and after not in {"cent", "ciento"}):
        return 2.0
    object_ends = small(words[size - 2]) in DETERMINERS[grammar]
    to = following in _OF | {"à", "au", "aux", "a", "al"} and not INFINITIVE.match(after)
    return 2.2 if object_ends and to else None


def _german_cost(words: Words, size: int, cost: float | None) -> float | None:
    """Also before a relative clause, a genitive or a second object."""
    last, following, closed = words[size - 1], small(words[size]), words[-1][:1].islower()
    if cost is not None:
        return cost
    if not last[:1].isupper() or small(words[0]) in ASKS or size <= LEAST:
        return None
    if last.endswith(","):
        return 0.8 if following in _RELATIVE else None
    return 2.0 if following in {"und", "des", "der"} and not closed else None


def _says_enough(words: Words, grammar: Grammar) -> bool:
    """French and Spanish: not an article with its noun and one word more, which may be the verb without its object."""
    return grammar is GERMAN or len(words) > LEAST or cut_cost(words, len(words), grammar) is not None


def _without_aside(words: Words, _: Grammar) -> Words:
    return tuple(_ASIDE.sub(" ", " ".join(words), count=1).split())


def _without_time(words: Words, grammar: Grammar) -> Words:
    for place, word in enumerate(words[1:], 1):
        if (
            small(word) in _TIMES
            and (word[:1].islower() or grammar is GERMAN)
            and not words[place - 1].endswith(",")
        ):
            start = place - (small(words[place - 1]) in {"am", "ce", "el", "este", "le"})
            return words[:start] + words[place + 1 :]
    return words


def _without_articles(words: Words, grammar: Grammar) -> Words:
    if grammar is not GERMAN:
        return words
    kept = [
        word
        for place, word in enumerate(words)
        if not (
            place
            and word in _GONE
            and words[place + 1 : place + 2]
            and words[place + 1][:1].isupper()
            and words[place - 1].casefold()
            not in grammar.prepositions | grammar.clauses | grammar.conjunctions
            and not words[place - 1].endswith(",")
        )
    ]
    return tuple(kept)


def _without_phrase(words: Words, grammar: Grammar) -> Words:
    """`gibt Bronzen nach fünfzig Jahren zurück` as `gibt Bronzen zurück`."""
    if grammar is not GERMAN:
        return words
    for place in range(2, len(words) - 2):
        end = next((n for n in range(place + 1, min(place + 5, len(words))) if words[n][:1].isupper()), 0)
        loose = words[place] in _LOOSE or (
            words[place] in {"an", "auf"} and words[end + 1 : end + 2] and words[end + 1][:1].isupper()
        )
        if loose and end and not any(word.endswith(",") for word in words[place:end]):
            return words[:place] + words[end + 1 :]
    return words


def _without_of(words: Words, grammar: Grammar) -> Words:
    """`Les enseignants de Larkfeld manifestent` as `Les enseignants manifestent`: of a place or a person."""
    for place in range(2, len(words) - 1):
        if (
            small(words[place]) in _OF
            and words[place + 1][:1].isupper()
            and (grammar is not GERMAN or words[place - 1][:1].isupper())
        ):
            end = next((n for n in range(place + 1, len(words)) if not words[n][:1].isupper()), len(words))
            return words[:place] + words[end:] if end < len(words) else words
    return words


_WAYS: tuple[tuple[float, _Way], ...] = (
    (0.5, _without_aside),
    (0.3, _without_time),
    (0.3, _without_articles),
    (0.8, _without_phrase),
    (0.7, _without_of),
)
