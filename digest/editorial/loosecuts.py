"""Where an English headline may end that has no better place: behind a whole clause whose verb has an object, or needs none."""

from collections.abc import Iterator, Sequence

from digest.editorial.cuts import dangles
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import ADJECTIVES, AMOUNTS, KINDS, QUANTITIES, WITH_PARTICLE
from digest.editorial.lexicon import VERBS, is_base
from digest.editorial.marks import is_whole
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wholeness import is_agent_cut
from digest.editorial.wordclasses import HANGING, NOT, NOUNS_TO, PARTICLES, TIMES, UNREAL

LEAST, MOST = 4, 6
_BEGINS = (ENGLISH.prepositions | ENGLISH.clauses | TIMES) - {
    "like", "than", "into", "per", "via", "that", "if", "unless", "without", "how", "what", "why", "where", "who", "whose", "whether", "until",
}  # fmt: skip
"""Words whose part may go from a clause that is whole without it."""
_RECEIVERS = frozenset(
    ["as", "for", "with", "to", "of", "on", "at", "in", "by", "about", "against", "over", "from"]
)
_MOVING = frozenset(
    ["put", "set", "bring", "take", "give", "turn", "keep", "leave", "hold", "make", "get", "let"]
)
"""Verbs whose object goes somewhere, or becomes something: nothing without that."""
_ENOUGH = frozenset(
    [
        "bid",
        "bill",
        "campaign",
        "deal",
        "deals",
        "effort",
        "efforts",
        "law",
        "offer",
        "pact",
        "plan",
        "plans",
        "proposal",
        "request",
        "rules",
    ]
)
"""Things that may stand without their `to`."""
_AWAY = frozenset(["out", "off", "away", "back"])
_ON_CONDITION = frozenset(["if", "unless", "without"])
_SPEAKING = frozenset(["say", "tell", "claim", "warn", "talk", "speak"])
_NEEDED = frozenset(["of", "from", "as", "with"])
"""What belongs to a verb as much as its object does: `accuses X of`, `keeps X from`."""


def loose_cuts(words: Words) -> Iterator[tuple[float, Words]]:
    """The first words of a headline that are a clause, and what each costs; longer is better."""
    found = predicate(words)
    sure = found is not None and (found.sure or plain(words[found.at]) == "to")
    if found is None or not sure or found.verb is None or found.verb.form == "ing":
        return
    for size in range(max(LEAST, found.head + 1), min(MOST, len(words) - 1) + 1):
        label = " ".join(words[:size]).rstrip(",;:")
        if _may_end(words, size, found) and is_whole(label):
            yield 0.5 * (plain(words[size]) == "of") - 0.1 * size, tuple(label.split())


def _may_end(words: Words, size: int, found: Predicate) -> bool:
    folded = [plain(word) for word in words[: size + 2]] + [""]
    last, following, after = folded[size - 1], folded[size], folded[size + 1]
    if following not in _BEGINS and not words[size - 1].endswith(","):
        return False
    moved = last in _AWAY and following in {"of", "from", "in", "to"}
    weak = last in HANGING | NOT | ADJECTIVES | AMOUNTS | (NOUNS_TO - _ENOUGH)
    if (not moved and (dangles(last, words[:size]) or weak)) or _is_verb(last, found, size):
        return False
    if following in {"of", "in"} and last in KINDS | QUANTITIES | AMOUNTS:
        return False
    if _ON_CONDITION & {plain(word) for word in words} or UNREAL & set(folded[: found.head + 1]):
        return False
    listed = any(word.endswith(",") for word in words[: size - 1])
    if listed or is_agent_cut(words, size):
        return False
    return _has_enough(folded, size, found, following, after)


def _is_verb(last: str, found: Predicate, size: int) -> bool:
    verb = VERBS.get(last)
    return verb is not None and found.head < size - 1 and verb.form in {"past", "ing"}


def _has_enough(folded: Sequence[str], size: int, found: Predicate, following: str, after: str) -> bool:
    """Whether the verb has its object, or needs none and is no other verb with what follows."""
    verb, tail = found.verb, folded[found.head + 1 : size]
    if verb is None or (verb.bound and following == "to" and is_base(after)):
        return False
    if not tail:
        return (verb.alone or found.passive) and not (verb.bound and following in _RECEIVERS)
    if (
        set(tail) <= PARTICLES | NOT
        or following in PARTICLES
        or (tail[-1] in PARTICLES and tail[-2].endswith("ing"))
    ):
        return False
    if tail[0] in ENGLISH.prepositions and verb.base in _SPEAKING:
        return False
    if tail[0] in ENGLISH.prepositions:
        return len(tail) > 1 and not (tail[0] == "from" and following == "to")
    moved = verb.base in _MOVING or folded[found.head] in WITH_PARTICLE
    return not (following in _RECEIVERS and (moved or (verb.bound and following in _NEEDED)))
