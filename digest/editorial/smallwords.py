"""Where words may end as their small words tell: in languages whose verbs are not known, and in sentences."""

from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH, FRENCH, GERMAN, SPANISH, Grammar
from digest.editorial.predicates import MARKS

LEAST = 3
PLACE_ALONE = 3.5
"""What it costs to end a German label behind a verb that has its place only."""
_MOVED = frozenset(["off", "up", "out", "down", "away", "back"])
_TELLING = frozenset(
    ["tell", "tells", "told", "ask", "asks", "asked", "urge", "urges", "urged", "order", "orders", "ordered"]
)
_BELONGS = {
    GERMAN: frozenset(["zu", "zum", "zur", "von", "vom", "dass", "ob", "als", "ohne", "um", "gegen", "aus", "an", "auf", "wenn"]),
    FRENCH: frozenset(["de", "à", "au", "aux", "en", "que", "qui", "dont", "sans", "où", "si", "par", "contre", "entre", "vers", "selon", "face"]),
    SPANISH: frozenset(["a", "al", "de", "del", "con", "que", "quien", "sin", "si", "por", "contra", "entre", "según", "hacia", "para"]),
}  # fmt: skip
"""Small words whose phrase may belong to the verb or the noun before it: nothing is cut there."""
ASKS = frozenset(
    ["warum", "wie", "wer", "was", "wo", "wann", "weshalb", "pourquoi", "comment", "qui", "quand", "où", "quel", "quelle", "por", "cómo", "quién", "qué",
     "cuándo", "dónde", "cuál", "wenn", "weil", "si", "quand"]
)  # fmt: skip


def cut_cost(words: Sequence[str], size: int, grammar: Grammar) -> float | None:
    """What it costs to end after `size` words; None where a phrase would be cut. It goes by the small words alone."""
    if size == len(words):
        return None if words[-1].casefold() in grammar.articles else 0.0
    last, following = words[size - 1].casefold().strip(MARKS), words[size].casefold()
    if last in grammar.dangling or last.endswith(("’s", "'s", "n’t", "n't")):
        return None
    if words[size - 1].endswith((",", ";")):
        return 0.4
    if following in _MOVED and not words[min(size + 1, len(words) - 1)][:1].isupper():
        return None
    telling = any(word.casefold() in _TELLING for word in words[:size])
    return _phrase_cost(following, size, grammar, 1.5 if telling else 0.0)


def _phrase_cost(following: str, size: int, grammar: Grammar, telling: float) -> float | None:
    """What it costs to leave out the part that begins with this word; more where a verb waits for it."""
    if following in grammar.clauses:
        return 0.6 + telling
    if following in {"of", "de", "von"}:
        return 1.6 if size > LEAST else None
    if following in {"to", "zu"}:
        return 1.3 + telling
    if following in grammar.prepositions:
        return 1.0
    return 1.4 if following in grammar.conjunctions else None


def phrase_cost(words: Sequence[str], size: int, grammar: Grammar) -> float | None:
    """The same for a headline in another language than English; where a verb could wait for what follows, None.

    A German clause that closes with a verb or its particle (`gibt Bronzen zurück`) is whole or nothing.
    """
    if size == len(words):
        return cut_cost(words, size, grammar)
    following, first = words[size].casefold().strip(MARKS), words[0].casefold()
    if not grammar.articles and not words[size - 1].endswith((",", ";")):
        return None  # nothing is known of its small words
    if [word.casefold() for word in words[size : size + 2]] == ["pour", "cent"]:
        return None
    if following in _BELONGS.get(grammar, frozenset()) or first in ASKS or following in grammar.conjunctions:
        return None
    if grammar is GERMAN and words[-1][:1].islower() and not words[size - 1].endswith(","):
        return None
    if words[size - 1].endswith(",") and following not in grammar.clauses | grammar.prepositions:
        return None
    if grammar in (FRENCH, SPANISH) and words[size - 1].casefold() in grammar.articles | {"il", "hay"}:
        return None
    cost = cut_cost(words, size, grammar)
    return (
        cost + PLACE_ALONE
        if cost is not None and grammar is GERMAN and _has_only_place(words, size)
        else cost
    )


def _has_only_place(words: Sequence[str], size: int) -> bool:
    """`rettet bei Brand | in Larkfeld zwölf Menschen`: a verb whose object may still come."""
    place = next((n for n in range(size - 1, 1, -1) if words[n] in GERMAN.prepositions), 0)
    return place > 0 and words[place - 1][:1].islower()


def without_article(words: tuple[str, ...], grammar: Grammar) -> tuple[str, ...]:
    """A headline without the article it begins with, where that is the language's way of writing one.

    French and Spanish headlines keep it; a German adjective behind it would need another ending.
    """
    drops = grammar is ENGLISH or (grammar is GERMAN and words[1:2] and words[1][:1].isupper())
    return words[1:] if len(words) > 2 and drops and words[0].casefold() in grammar.articles else words
