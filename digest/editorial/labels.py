"""The contents label of a story: three to six words of a headline, never cut in the middle of a phrase."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.editorial.grammar import Grammar, grammar_of
from digest.editorial.headlines import Words, parts, shorter

LEAST, MOST = 3, 6
LONGEST_QUESTION = 8
_PAIRS = ("“”", "‘’", "()", "[]", "«»", "„“")


@dataclass(frozen=True, slots=True, order=True)
class _Label:
    cost: float
    turn: int
    text: str


def label_of(headlines: Sequence[str], language: str) -> str:
    """A label of 3 to 6 words for the story that these headlines tell, the first of them before the others.

    Headlines shorter than that are their own label. A part is left out only where a clause or a phrase begins.
    """
    grammar = grammar_of(language)
    found: list[_Label] = []
    for turn, headline in enumerate(headlines):
        found += (
            _Label(round(cost + 0.8 * turn, 3), len(found) + n, text)
            for n, (cost, text) in enumerate(_labels(headline, grammar))
        )
    best = min(found, default=None)
    return capital(best.text if best else _whole_or_head(headlines[0], grammar))


def _labels(headline: str, grammar: Grammar) -> Iterator[tuple[float, str]]:
    """Labels that a headline offers, and what each costs: what is left out, where it is cut."""
    if headline.rstrip(" ”’\"'").endswith("?"):
        if LEAST <= len(headline.split()) <= MOST:
            yield 0.0, headline
        return
    for place, part in enumerate(parts(headline)):
        for words, cost in shorter(tuple(part.split()), grammar).items():
            for paid, span in _spans(words, grammar):
                text = " ".join(span).strip(" ,;:")
                if _is_whole(text):
                    yield cost + paid + 0.7 * place, text


def _spans(words: Words, grammar: Grammar) -> Iterator[tuple[float, Words]]:
    """The first words up to the end, or up to where a part begins that may be left out; the same after `as`."""
    for start in _starts(words, grammar):
        rest = words[start:]
        for size in range(LEAST, min(MOST, len(rest)) + 1):
            cost = _cut_cost(rest, size, grammar)
            if cost is not None:
                yield (
                    cost + (1.5 if start else 0.0) + (0.3 if size == LEAST else 0.0) - 0.05 * size,
                    rest[:size],
                )


def _starts(words: Words, grammar: Grammar) -> list[int]:
    """The beginning, and the clause after a conjunction of time."""
    later = [
        n + 1 for n, word in enumerate(words) if n and word.casefold() in {"as", "while", "after", "when"}
    ]
    return [0, *(n + (n < len(words) and words[n].casefold() in grammar.articles) for n in later)]


def _cut_cost(words: Words, size: int, grammar: Grammar) -> float | None:
    """What it costs to end after `size` words; None where a phrase would be cut."""
    if size == len(words):
        return 0.0
    last, following = words[size - 1].casefold(), words[size].casefold()
    if words[size - 1].endswith((",", ";")):
        return 0.4
    if last.strip("“”‘’\"'") in grammar.dangling or last.endswith(("’s", "'s")):
        return None
    if following in grammar.clauses:
        return 0.6
    if following == "of":
        return None
    if following in grammar.prepositions:
        return 1.0
    return 1.4 if following in grammar.conjunctions else None


def _is_whole(text: str) -> bool:
    """Say whether every quotation mark and bracket that is opened is closed."""
    straight = text.count('"') % 2 == 0
    single = sum(1 for word in text.split() if word.startswith("'")) == sum(
        1 for word in text.split() if word.rstrip(",.").endswith("'")
    )
    curly = all(text.count(pair[0]) <= text.count(pair[1]) for pair in _PAIRS)
    return straight and single and curly


def _whole_or_head(headline: str, grammar: Grammar) -> str:
    """The headline where it is short or a question; else its first words up to one that can stand last."""
    words = headline.split()
    if len(words) <= (LONGEST_QUESTION if headline.endswith("?") else MOST):
        return headline
    head = words[:MOST]
    while len(head) > LEAST and head[-1].casefold().strip("“”‘’\"',") in grammar.dangling:
        head.pop()
    return " ".join(head).strip(" ,;:–—")


def capital(text: str) -> str:
    """A capital first, unless the word has one of its own further on (`iPhone`)."""
    word = text.partition(" ")[0]
    return text if any(char.isupper() for char in word) else text[:1].upper() + text[1:]
