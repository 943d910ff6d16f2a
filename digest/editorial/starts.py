"""Where the label of a headline may begin, other than at its start."""

import re
from collections.abc import Iterator

from digest.editorial.givennames import GIVEN
from digest.editorial.grammar import ENGLISH, Grammar
from digest.editorial.lesserwords import ADJECTIVES, COMMON
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.marks import is_sentence_case
from digest.editorial.predicates import plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import ASKING, NOUNS, PLURALS, POINTS_BACK

LEAST = 3
_PRONOUNS = frozenset(["he", "she", "they", "his", "her", "their", "him", "them"])
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ent|man|men|woman|women|people|s)\Z|[’']s\Z")
"""Who may be meant by a pronoun: `teacher`, `pilots`, `Merrow’s`."""
_UPSET = frozenset(
    ["upset", "angry", "angered", "inspired", "fed", "hit", "stung", "worried", "unhappy", "buoyed", "faced"]
)
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
    comma = next((n for n, word in enumerate(words, 1) if word.endswith(",")), 0)
    upset = (
        words[0].casefold() in _UPSET and len(words) > 1 and words[1] in {"with", "by", "over", "at", "about"}
    )
    if grammar is ENGLISH and upset and 0 < comma < len(words) - 1:
        yield comma, 0.2  # `Upset with the council, | bakers walk out`
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


def stands(label: str, *, first: bool) -> bool:
    """Whether a part says who it is about: no verb before its subject, nothing that points at another part."""
    words = [plain(word) for word in label.split()]
    verb = VERBS.get(words[0])
    if first:
        return True
    if verb is None:
        return words[0] not in POINTS_BACK | AUXILIARIES | ENGLISH.prepositions and not words[0].endswith(
            "ly"
        )
    determiners = ENGLISH.articles | ENGLISH.prepositions | POINTS_BACK | {"another"}
    acts = len(words) > 1 and words[1] in determiners and verb.form in {"past", "ing"}
    return verb.form != "s" and not acts


def in_small(words: Words, text: str = "") -> Words:
    """`Fighting in Larkfield` as `fighting in Larkfield`: a word that had its capital only from beginning the headline.

    It is known by the lexicon, or `text`, the articles' own, has it so.
    """
    first = words[0].casefold()
    known = (
        first in VERBS
        or first in NOUNS | PLURALS | ADJECTIVES | COMMON
        or first.endswith(("ion", "ment", "ness"))
    )
    written = words[0].istitle() and re.search(rf"(?<![\w-]){re.escape(first)}\b", text) is not None
    return (first, *words[1:]) if (known or written) and not words[0].isupper() else words


def points_at_nobody(label: str, headline: str) -> bool:
    """`Call devastated his life`, `They sailed`: whom a pronoun means is not in the label."""
    words = label.split()
    pronoun = next((n for n, word in enumerate(words) if plain(word) in _PRONOUNS), None)
    if pronoun is None or (pronoun and words[0].endswith(":")):
        return False
    small = is_sentence_case(headline.split())
    named = any(word[:1].isupper() for word in words[1:pronoun]) or not small
    somebody = any(
        plain(word) in COMMON | PLURALS or word in GIVEN or _AGENT.search(plain(word))
        for word in words[:pronoun]
    )
    return not (named or somebody)
