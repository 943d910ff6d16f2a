"""Where an English headline may end that has no better place: behind a whole clause whose verb has an object, or needs none."""

from collections.abc import Iterator, Sequence

from digest.editorial.bonds import dangles, is_bound_by
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import ADJECTIVES, AMOUNTS, KINDS, LOOSE, QUANTITIES, WITH_PARTICLE
from digest.editorial.lexicon import VERBS, is_base
from digest.editorial.marks import is_sentence_case, is_whole
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wholeness import is_agent_cut
from digest.editorial.wordclasses import HANGING, NOT, NOUNS_TO, PARTICLES, SAYING, TIMES, UNREAL

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
_LETTING = frozenset(
    ["let", "allow", "ask", "tell", "want", "urge", "order", "force", "help", "get", "make", "see", "hear", "expect", "enable", "require", "persuade", "teach", "invite",
     "warn", "advise", "cause", "lead", "name", "call", "appoint", "elect", "choose", "describe", "use", "treat", "regard", "hail", "know", "deem", "find", "keep", "leave", "have", "permit", "convince", "encourage", "prompt", "need", "like", "prefer", "bring", "take", "put", "set", "allege", "believe"]
)  # fmt: skip
"""With an object and a `to` or an `as` they say what that does, or is."""
_PROMISES = frozenset(["news", "fact", "idea", "claim", "claims", "reports", "signs", "evidence", "fears", "hopes", "man", "woman", "people", "something"])  # fmt: skip
"""Nothing without what is told of them."""
_SPEAKING = frozenset(["say", "tell", "claim", "warn", "talk", "speak"])
_NEEDED = frozenset(["of", "from", "as", "with"])
_PURPOSE = 0.9
"""What it costs to leave out what something is done for, or as what."""
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
            yield 1.6 * (plain(words[size]) == "of") - 0.1 * size, tuple(label.split())
        elif (_is_purpose(words, size, found) or _is_told_more(words, size, found)) and is_whole(label):
            yield _PURPOSE - 0.1 * size, tuple(label.split())


def to_comma(part: str) -> Iterator[str]:
    """`Lamps now available` of `Lamps now available, prices announced`: all before the one comma, where two things are told."""
    first, comma, rest = part.partition(", ")
    words, behind = first.split(), rest.split()
    if not comma or "," in rest or not behind or not 3 <= len(words) <= MOST or not is_whole(first):
        return
    led, last = plain(behind[0]), plain(words[-1])
    listed = {"and", "&", "or"} & {*behind, *words} or len(behind) < 3 or last in VERBS
    loose = (
        led in {"who", "which", "whose", "the", "a", "an"}
        or plain(words[0]) in ENGLISH.prepositions | ENGLISH.clauses
    )
    loose = loose or plain(words[1]) in ENGLISH.prepositions  # `Upset with it, `
    if not listed and not loose and not dangles(last, words) and predicate(words) is None:
        yield first


def _may_end(words: Words, size: int, found: Predicate) -> bool:
    folded = [plain(word) for word in words[: size + 2]] + [""]
    last, following, after = folded[size - 1], folded[size], folded[size + 1]
    if following not in _BEGINS and not words[size - 1].endswith(","):
        return False
    moved = last in _AWAY and following in {"of", "from", "in", "to"}
    weak = last in (HANGING | NOT | ADJECTIVES | LOOSE | AMOUNTS | (NOUNS_TO - _ENOUGH)) - {"guilty"}
    if (not moved and (dangles(last, words[:size]) or weak)) or _is_verb(last, found, size):
        return False
    acts = VERBS.get(last)
    if folded[size - 2] == "to" and acts is not None and acts.form == "base" and not acts.alone:
        return False  # `urges Merrow to buy | less`
    if following in {"of", "in"} and last in KINDS | QUANTITIES | AMOUNTS:
        return False
    if _ON_CONDITION & {plain(word) for word in words} or UNREAL & set(folded[: found.head + 1]):
        return False
    if following == "of" and words[size - 1][:1].isupper() and is_sentence_case(words):
        return False  # `the Photographer | of the Year`
    listed = any(word.endswith(",") for word in words[: size - 1])
    if listed or is_bound_by(words, size) or is_agent_cut(words, size):
        return False
    return _has_enough(folded, size, found, following, after)


def _is_purpose(words: Words, size: int, found: Predicate) -> bool:
    """`Line buys two tugs | to clear the harbour`, `Owner may push merger | as cure`: a named object stands before what it is for."""
    last, following = plain(words[size - 1]), plain(words[size])
    tail = [plain(word) for word in words[found.head + 1 : size]]
    verb = found.verb
    if any(word.endswith(",") for word in words[:size]):
        return False
    if following not in {"to", "as"} or verb is None or not verb.takes or not tail or verb.base in _LETTING:
        return False
    acts = following == "as" or is_base(plain(words[size + 1]) if size + 1 < len(words) else "")
    weak = (
        last in HANGING | NOT | ADJECTIVES | AMOUNTS | NOUNS_TO
        or dangles(last, words[:size])
        or last in VERBS
    )
    plainly = (
        not set(tail) & (ENGLISH.prepositions | ENGLISH.clauses | {"and", "or", "to"})
        and tail[0] not in _RECEIVERS
    )
    unreal = UNREAL - {"may", "could", "might", "would"}
    return (
        acts
        and plainly
        and not weak
        and not unreal & {plain(word) for word in words[: found.head + 1]}
        and not is_bound_by(words, size)
    )


def _is_told_more(words: Words, size: int, found: Predicate) -> bool:
    """`Line reported earnings | that topped`, `Polls predict a tight race | coming down to`: more is told of the object."""
    last, following, tail = plain(words[size - 1]), plain(words[size]), words[found.head + 1 : size]
    verb, more = found.verb, VERBS.get(following)
    told = following in {"that", "which", "who", "whose"} or (more is not None and more.form == "ing")
    if (
        verb is None
        or not told
        or not tail
        or not verb.takes
        or verb.base in SAYING | _LETTING
        or found.passive
    ):
        return False
    plainly = not {plain(word) for word in tail} & (
        ENGLISH.prepositions | ENGLISH.clauses | {"and", "or", "to"}
    )
    weak = last in HANGING | NOT | ADJECTIVES | AMOUNTS or dangles(last, words[:size]) or last in _PROMISES
    return (
        plainly
        and not weak
        and not any(word.endswith(",") for word in words[:size])
        and not UNREAL & {plain(word) for word in words[: found.head + 1]}
    )


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
