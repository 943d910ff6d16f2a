"""Where the label of a headline may begin, other than at its start."""

import re
from collections.abc import Iterator

from digest.editorial.grammar import ENGLISH, Grammar
from digest.editorial.lexicon import VERBS
from digest.editorial.predicates import plain, predicate
from digest.editorial.shortening import Words, is_sentence_case
from digest.editorial.wordclasses import ASKING, POINTS_BACK

LEAST = 3
_WHEN = frozenset(["yesterday", "today", "meanwhile", "now", "overnight", "recently"])
_TIME = frozenset(["as", "while"])
_NOT_TIME = re.compile(
    r"(?:ed|en|wn|acts|serves|works|such|same|well|far|long|soon|known|seen)\Z", re.IGNORECASE
)
"""What stands before an `as` that says what somebody is (`tipped as president`), not when something happens."""


def starts(words: Words, grammar: Grammar, text: str) -> Iterator[tuple[int, float]]:
    """Where a label may begin: at the start, in the clause after a word of time, after a name before a thing.

    A headline that begins with a circumstance (`With sales down, ...`) begins after it.
    """
    opening = grammar.prepositions | grammar.clauses
    if words[0].casefold() in opening - ASKING or [plain(word) for word in words[:2]] == ["no", "matter"]:
        comma = next((n for n, word in enumerate(words, 1) if word.rstrip("’”'\"").endswith(",")), len(words))
        yield comma if comma < len(words) and words[comma].casefold() not in opening - ASKING else 0, 0.2
        return
    if words[0].endswith(",") and plain(words[0]) in _WHEN:
        yield 1, 0.1
        return
    yield 0, 0.0
    for place, word in enumerate(words[:-LEAST]):
        if place and word.casefold() in _TIME and not _is_role(words, place):
            start = place + 1 + (words[place + 1].casefold() in grammar.articles)
            closed = not any(later.endswith(",") for later in words[start:])
            if (
                grammar is ENGLISH
                and closed
                and plain(words[start]) not in POINTS_BACK
                and predicate(words[start:])
            ):
                yield start, 4.4
    names = next((n for n, word in enumerate(words) if not word[:1].isupper()), 0)
    if (
        names
        and not words[names - 1].endswith(",")
        and is_sentence_case(words)
        and _is_known(words[names : names + 2], grammar, text)
    ):
        yield names, 1.2


def _is_role(words: Words, place: int) -> bool:
    """`kept as a pet`, `tipped as president`: what somebody is, not when something happens."""
    before = VERBS.get(plain(words[place - 1]))
    return _NOT_TIME.search(words[place - 1]) is not None or (before is not None and before.form == "past")


def _is_known(words: Words, grammar: Grammar, text: str) -> bool:
    """Whether the articles speak of `the` thing that the first of two words is."""
    if len(words) < 2 or words[1].casefold() in grammar.dangling:
        return False
    return re.search(rf"\b(?:the|a|an|its) {re.escape(words[0])}\b", text) is not None
