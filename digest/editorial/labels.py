"""The contents label of a story: three to six words of a headline, never cut in the middle of a phrase."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.editorial.grammar import Grammar, grammar_of
from digest.editorial.headlines import Words, bare, parts, shorter

LEAST, MOST = 3, 6
LONGEST_QUESTION = 8
LATER_HEADLINE, LATER_PART = 1.2, 0.7
"""What a label costs more for each headline, or part of one, that stands before it."""

_TIME = frozenset(["as", "while", "after", "when"])
_NOT_TIME = re.compile(
    r"(?:ed|en|wn|acts|serves|works|such|same|well|far|long|soon|known|seen)\Z", re.IGNORECASE
)
"""What stands before an `as` that says what somebody is (`tipped as president`), not when something happens."""
_PARTICLES = frozenset(["off", "up", "out", "down", "away", "back"])
_TELLING = frozenset(
    ["tell", "tells", "told", "ask", "asks", "asked", "urge", "urges", "urged", "order", "orders", "ordered"]
)
_MARKS = "“”‘’\"'()[] "
NO_MARKS = str.maketrans("", "", '“”‘„«»"()[]')
_PAIRS = ("“”", "‘’", "()", "[]", "«»", "„“")


@dataclass(frozen=True, slots=True, order=True)
class _Label:
    cost: float
    turn: int
    text: str


def label_of(headlines: Sequence[str], language: str, text: str = "") -> str:
    """A label of 3 to 6 words for the story that these headlines tell, the first of them before the others.

    Headlines shorter than that are their own label. A part is left out only where a clause or a phrase begins;
    `text`, the articles' own, tells which words of a headline are a thing and which a name before it.
    """
    grammar = grammar_of(language)
    found: list[_Label] = []
    for turn, headline in enumerate(headlines):
        found += (
            _Label(round(cost + LATER_HEADLINE * turn, 3), len(found) + n, label)
            for n, (cost, label) in enumerate(_labels(headline, grammar, text))
        )
    best = min(found, default=None)
    return capital(best.text if best else _whole_or_head(headlines[0], grammar))


def _labels(headline: str, grammar: Grammar, text: str) -> Iterator[tuple[float, str]]:
    """Labels that a headline offers, and what each costs: what is left out, where it is cut."""
    if bare(headline).endswith("?"):
        if LEAST <= len(headline.split()) <= MOST:
            yield 0.0, bare(headline)
        return
    for place, part in enumerate(parts(headline)):
        for words, cost in shorter(tuple(part.split()), grammar).items():
            for start, begun in _starts(words, grammar, text):
                for paid, span in _spans(words[start:], grammar):
                    label = " ".join(span).strip(" ,;:")
                    if is_whole(label):
                        yield cost + begun + paid + LATER_PART * place, label


def _spans(words: Words, grammar: Grammar) -> Iterator[tuple[float, Words]]:
    """The first words up to the end, or up to where a part begins that may be left out."""
    for size in range(LEAST, min(MOST, len(words)) + 1):
        cost = cut_cost(words, size, grammar)
        if cost is not None:
            inner = any(word.endswith(",") for word in words[: size - 1])
            yield cost + 0.3 * (size == LEAST) + 0.6 * inner - 0.07 * size, words[:size]


def _starts(words: Words, grammar: Grammar, text: str) -> Iterator[tuple[int, float]]:
    """Where a label may begin: at the start, in the clause after a word of time, after a name before a thing.

    A headline that begins with a circumstance (`With sales down, ...`) begins after it.
    """
    if words[0].casefold() in grammar.prepositions | grammar.clauses:
        yield next((n + 1 for n, word in enumerate(words) if word.endswith(",")), 0), 0.2
        return
    yield 0, 0.0
    for place, word in enumerate(words[:-LEAST]):
        if place and word.casefold() in _TIME and not _NOT_TIME.search(words[place - 1]):
            yield place + 1 + (words[place + 1].casefold() in grammar.articles), 1.5
    names = next((n for n, word in enumerate(words) if not word[:1].isupper()), 0)
    thing = names and words[names + 1 : names + 2] and words[names + 1].casefold() not in grammar.dangling
    if thing and re.search(rf"\b(?:the|a|an|its) {re.escape(words[names])}\b", text):
        yield names, 1.2


def cut_cost(words: Words, size: int, grammar: Grammar) -> float | None:
    """What it costs to end after `size` words; None where a phrase would be cut."""
    if size == len(words):
        return None if words[-1].casefold() in grammar.articles else 0.0
    last, following = words[size - 1].casefold().strip(_MARKS + ","), words[size].casefold()
    if last in grammar.dangling or last.endswith(("’s", "'s", "n’t", "n't")):
        return None
    if words[size - 1].endswith((",", ";")):
        return 0.4
    if following in _PARTICLES and not words[min(size + 1, len(words) - 1)][:1].isupper():
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


def is_whole(text: str) -> bool:
    """Say whether every quotation mark and bracket that is opened is closed."""
    straight = text.count('"') % 2 == 0
    single = sum(1 for word in text.split() if word.startswith("'")) == sum(
        1 for word in text.split() if word.rstrip(",.").endswith("'")
    )
    curly = all(text.count(pair[0]) <= text.count(pair[1]) for pair in _PAIRS)
    return straight and single and curly


def _whole_or_head(headline: str, grammar: Grammar) -> str:
    """The headline where it is short or a question; else its first words up to one that can stand last."""
    text = bare(headline)
    words = text.split()
    if len(words) <= (LONGEST_QUESTION if text.endswith("?") else MOST):
        return text
    words = words[words[0].casefold() in grammar.articles :]
    ends = [
        n
        for n in range(LEAST, MOST + 1)
        if words[n - 1].casefold().strip(_MARKS + ",") not in grammar.dangling
    ]
    last = max(ends, default=MOST)
    while not ends and last > 1 and words[last - 1].casefold().strip(_MARKS + ",") in grammar.articles:
        last -= 1  # nothing can stand last: at least no article does
    head = " ".join(words[:last]).strip(" ,;:–—")
    return head if is_whole(head) else head.translate(NO_MARKS)


def capital(text: str) -> str:
    """A capital first, unless the word has one of its own further on (`iPhone`)."""
    word = text.partition(" ")[0]
    return text if any(char.isupper() for char in word) else text[:1].upper() + text[1:]
