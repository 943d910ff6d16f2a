"""Where the head of a sentence may end as a headline, and whether it says that something happened."""

import re

from digest.editorial.grammar import ENGLISH, Grammar
from digest.editorial.lesserwords import AMOUNTS, CIRCUMSTANCES, KINDS, LOOSE, QUANTITIES, SPANS
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.smallwords import cut_cost
from digest.editorial.verbs import RELATIVE, begins_aside, tells, waits
from digest.editorial.wholeness import is_whole_until
from digest.editorial.wordclasses import HANGING, NOT, NOUNS, NOUNS_TO, PARTICLES, TIMES

Words = tuple[str, ...]

DASH = re.compile(r"(?:--?|[—–])")
_ADJECTIVES = re.compile(r"\b(?:an?|the)\s[\w-]+,\s[\w]+-|(\w+),\s\1\b")
_SUPERLATIVE = re.compile(r"most|best|worst|only|latest|[a-z]{3,}[^r]est|first")
_RANGE = frozenset(["in", "of", "on", "to", "ever", "that", "among"])
_LEADS = NOT - {"again", "now", "soon", "yet", "too", "finally", "already", "once"}
"""Adverbs that stand before what they mean."""
_PROMISES = frozenset(
    ["news", "fact", "idea", "claim", "claims", "report", "reports", "allegations", "belief", "hope", "hopes", "fear", "fears", "notion", "evidence", "signs"]
)  # fmt: skip
"""Nouns that are nothing without the `that` behind them."""
_TELLING = frozenset(["say", "tell", "announce", "claim", "warn", "add", "reveal", "declare", "report"])
_LOSSES = frozenset(["of", "that", "who", "which"])
"""What they begin tells what the noun before them is."""
_ASKED = frozenset(["where", "how", "what", "why", "whether"])
_BOUND = frozenset(["like", "into", "onto", "than"])
_PARTS = KINDS | AMOUNTS | QUANTITIES | {"whole", "half"}
_PLACES = frozenset(["in", "at", "near", "outside", "inside", "after", "before", "during", "when"])
_PRONOUNS = frozenset(["it", "he", "she", "they", "that", "which", "who", "this"])


def says(words: Words, grammar: Grammar) -> bool:
    """Whether there is a main verb: by its form, or one that the lexicon is sure of."""
    found = predicate(words) if grammar is ENGLISH else None
    if found is not None and _claims_nothing(words, found):
        return False
    if tells(words, grammar):
        return True
    if found is None or words[found.at - 1].endswith(",") or not (found.sure or _acts(words[found.at :])):
        return False
    related = any(plain(word) in RELATIVE for word in words[1:])
    return not related and found.verb is not None and found.verb.form != "ing"


def _claims_nothing(words: Words, found: Predicate) -> bool:
    """`said on Monday`, `told the paper in May`: somebody speaks, and nothing is said."""
    if found.verb is None or found.verb.base not in _TELLING or found.at != found.head:
        return False
    tail = words[found.head + 1 :]
    if (
        any(plain(word) in {"that", "to", "about", "of", "how", "why"} for word in tail)
        or predicate(tail) is not None
    ):
        return False
    first = plain(tail[0]) if tail else ""
    aside = words[found.head].endswith(",") or first in ENGLISH.prepositions or first in TIMES
    return not tail or aside or found.verb.base == "tell"


def _acts(words: Words) -> bool:
    """`sail again`: no thing, as the word behind it shows."""
    verb = VERBS.get(plain(words[0]))
    return (
        verb is not None
        and verb.form == "base"
        and plain(words[1] if words[1:] else "") in NOT | ENGLISH.articles
    )


def end_cost(words: Words, size: int, grammar: Grammar) -> float | None:
    """What it costs to end a headline after `size` words; None where something would be torn."""
    if size < len(words) and (DASH.match(words[size]) or words[size - 1].endswith(":")):
        return 0.3
    if words[size - 1].endswith(",") and _ADJECTIVES.search(" ".join(words[max(0, size - 2) : size + 1])):
        return None
    if size < len(words) and grammar is ENGLISH and _is_torn(words, size):
        return None
    if size < len(words) and begins_aside(words, size, grammar):
        return None if {"and", "or"} & set(words[size - 2 : size]) else 1.2
    if size < len(words) and grammar is ENGLISH and not _is_told(words, size):
        return None
    if grammar is ENGLISH and words[size - 1].endswith(",") and _moves(words[size - 2], words[size - 1]):
        return 0.4
    cost = None if _is_in_name(words, size, grammar) else cut_cost(words, size, grammar)
    if cost is None or size == len(words):
        return cost
    loses = 0.5 * (grammar is ENGLISH and words[size].casefold() in _LOSSES)
    return cost + loses if not waits(words[:size], words[size], grammar) else None


def _moves(verb: str, particle: str) -> bool:
    """`moved on, | but`: a particle ends a clause as well as its verb does."""
    return plain(particle) in PARTICLES | {"on"} and plain(verb) in VERBS


def _is_torn(words: Words, size: int) -> bool:
    """`has always | given`, `20 | to 25`, `days | after`, `one of the best places | in`, `is fast | turning`, `red | and white flags`."""
    last, following = plain(words[size - 1]), words[size].casefold()
    if last in _LEADS | HANGING or following in _BOUND or (last.isdigit() and following == "to"):
        return True
    if (following in {"after", "before", "later", "ago"} and last in SPANS) or (
        following == "of" and last in _PARTS
    ):
        return True
    if following in _RANGE and any(
        _SUPERLATIVE.fullmatch(plain(word)) for word in words[max(0, size - 5) : size]
    ):
        return True
    if getattr(VERBS.get(following), "form", "") == "ing" and plain(words[size - 2]) in AUXILIARIES:
        return True
    if words[size - 2].endswith(",") and getattr(VERBS.get(last), "form", "") in {"past", "ing"}:
        return True  # `a pier, built | by bakers`
    if _begins_part(words, size):
        return True
    paired = following in {"and", "or", "&"} and not _begins_clause(words[size + 1 : size + 4])
    return paired or _waits(words, size)


def _begins_part(words: Words, size: int) -> bool:
    """`, then Ada Merrow | completed`, `, with the new lamp | making`, `was as eagerly awaited | as`, `happy | being`, `rushed | in to`."""
    last, following = plain(words[size - 1]), plain(words[size])
    start = max((n for n in range(1, size) if words[n - 1].endswith(",")), default=0)
    own, verb = words[start:size], VERBS.get(following)
    form = verb.form if verb is not None else "s" if following in AUXILIARIES else ""
    if start and own and not says(("", *own), ENGLISH):
        if plain(own[0]) in RELATIVE and not says(words[:start], ENGLISH):
            return True  # `Ada Merrow, who sailed`
        led = plain(own[0]) in {"then", "with", "while", "so"}
        if led and form in {"s", "past", "ing"}:
            return True
    if following == "to" and last in NOUNS_TO | {"occasion", "opportunity", "moment"}:
        return True
    if following == "as" and last in {"come", "comes", "came"}:
        return True
    if words[size - 1].endswith(",") and plain(words[size - 2]) in {"a", "an"}:
        return True  # `a strange, | rare lamp`
    if following == "as" and any(plain(word) in {"as", "such"} for word in words[:size]):
        return True
    if form == "ing" and last in LOOSE | CIRCUMSTANCES | {"happy", "busy"}:
        return True
    done = getattr(VERBS.get(last), "form", "") == "past" and following in {"in", "on", "out", "up"}
    return done and plain(words[size + 1] if size + 1 < len(words) else "") == "to"


def _waits(words: Words, size: int) -> bool:
    """`to determine | who`, `that can trace | if`, `it involves | lifting`: a verb that is nothing without its object."""
    verb, before = VERBS.get(plain(words[size - 1])), plain(words[size - 2])
    if verb is None or verb.alone:
        return False
    if verb.form == "s":
        return verb.base not in NOUNS and before in _PRONOUNS
    return verb.form == "base" and (before == "to" or before in AUXILIARIES)


def _begins_clause(words: Words) -> bool:
    """Whether a verb stands among the first words behind an `and`."""
    found = [VERBS.get(plain(word)) for word in words]
    acts = any(verb is not None and verb.form in {"s", "past"} for verb in found[:2])
    return acts or any(plain(word) in AUXILIARIES for word in words)


def _is_told(words: Words, size: int) -> bool:
    """Whether the verb has what it needs when the rest goes: `said he would work` waits, `closes library` does not."""
    claims = any(
        getattr(VERBS.get(plain(word)), "base", "") in _TELLING for word in words[max(0, size - 6) : size]
    )
    if words[size].casefold() == "that" and _promises(plain(words[size - 1])):
        return False
    if words[size].casefold() == "that" and (
        words[size - 1][-1] in '”"’' or claims or words[size - 1].casefold() in _PROMISES
    ):
        return False
    if words[size].casefold() in _ASKED and not words[size - 1].endswith(","):
        return False  # `no idea | where`
    found = predicate(words)
    if found is not None and found.passive and found.head == size - 1 and words[size] in _PLACES:
        return True  # `was found | in`
    return found is None or found.at >= size or is_whole_until(words, size, found)


def _promises(last: str) -> bool:
    """`to ensure | that`, `no indication | that`: nothing without what it begins."""
    verb = VERBS.get(last)
    return last.endswith(("ion", "ance", "ence")) or (
        verb is not None and verb.form == "base" and verb.base not in NOUNS
    )


def _is_in_name(words: Words, size: int, grammar: Grammar) -> bool:
    """`Fort | Worth`, `Rock | and Roll`: a capital on both sides of the cut."""
    following = words[size : size + 2]
    if not following or not words[size - 1][:1].isupper() or words[size - 1].endswith((",", ";", ":")):
        return False
    joined = following[0] in grammar.conjunctions and len(following) > 1 and following[1][:1].isupper()
    of = following[0] == "of" and len(following) > 1 and following[1][:1].isupper()  # `Hall | of Fame`
    return following[0][:1].isupper() or joined or (of and grammar is ENGLISH)
