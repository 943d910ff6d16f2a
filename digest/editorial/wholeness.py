"""Whether the words of an English headline up to a place are whole, so that the rest can go."""

from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH
from digest.editorial.lexicon import AUXILIARIES, VERBS, Verb, is_base
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.wordclasses import BREAKS, COPULAS, NO_PAST, NOT, PARTICLES, PASSIVE, SAYING, WANTED

_ADJUNCTS = ENGLISH.prepositions | ENGLISH.clauses | {"and", "but", "to"}
_TIMELY = (BREAKS | {"then"}) - {"that", "as", "how", "what", "why", "where", "if"}


def is_whole_until(words: Sequence[str], size: int, found: Predicate | None) -> bool:
    """Whether the first `size` words can stand without the rest, `found` being their verb; the rest is taken for an adjunct."""
    folded = [plain(word) for word in words]
    following = folded[size] if size < len(folded) else ""
    last = VERBS.get(folded[size - 1])
    if found is None or found.at >= size:
        return following != "to" and (last is None or last.form == "base" or folded[size - 1] in NO_PAST)
    if found.head >= size:
        return False
    tail = folded[found.head + 1 : size]
    if tail and words[found.head].endswith(","):
        return False
    if found.verb is not None and found.verb.base in SAYING and tail:
        nested = _clause(words[found.head + 1 :])
        told = {plain(word) for word in words[found.head + 1 :]}
        if (
            nested is None
            and not _is_quotation(words[found.head + 1 : size])
            and not found.verb.takes
            and tail[0] not in ENGLISH.prepositions | AUXILIARIES
            and "that" not in told
        ):
            return False  # `says new tools | for pilots coming soon`
        if nested is not None:
            inner = found.head + 1
            return nested.at < size - inner and is_whole_until(words[inner:], size - inner, nested)
    return _is_whole(found, tail, following)


def _clause(words: Sequence[str]) -> Predicate | None:
    """The verb of a clause; a participle alone (`the lamp making its debut`) makes none."""
    found = predicate(words)
    form = found.verb.form if found is not None and found.verb is not None else ""
    return None if found is not None and form == "ing" and found.at == found.head else found


def _is_quotation(tail: Sequence[str]) -> bool:
    """`says | 'game over' | for`"""
    return bool(tail) and tail[0][:1] in "'‘“\"" and tail[-1][-1:] in "'’”\""


def _is_whole(found: Predicate, tail: Sequence[str], following: str) -> bool:
    """Whether a verb has all that it needs in `tail`, the words behind it, when `following` and the rest go."""
    verb = found.verb
    if not tail:
        return verb is not None and _stands_alone(found, verb, following)
    if found.copula or (verb is not None and verb.base in COPULAS and not verb.takes):
        return _says_what(verb, tail, following)
    if set(tail) <= PARTICLES:
        return following in _ADJUNCTS and following not in WANTED - {"on", "from", "as"}
    if _is_open(tail, following):
        return False
    last = VERBS.get(tail[-1]) if len(tail) > 1 else None
    if last is not None and last.form == "ing" and tail[-2] in ENGLISH.prepositions:
        return last.alone
    if last is not None and tail[-2] == "to":
        return _stands_alone(found, last, following) and following not in {"with", "for", "on", "to"}
    if verb is None or not verb.bound or following in _TIMELY:
        return True
    return _has_all(verb, tail, following)


def _says_what(verb: Verb | None, tail: Sequence[str], following: str) -> bool:
    """Behind `is` or `becomes`: a thing is whole, a single adjective may go on (`ready for`)."""
    got = verb is not None and verb.base == "get" and following in {"in", "at", "during"}
    told = [word for word in tail if not word.endswith("ly") and word not in NOT]  # `totally ready`
    long = len(told) > 1
    return got or long or following not in ENGLISH.prepositions | {"to", "and", "of"}


def _is_open(tail: Sequence[str], following: str) -> bool:
    """`between A`, `from A | to B`, `a game called | by`: the other half follows."""
    last = VERBS.get(tail[-1])
    acts = last is not None and last.form in {"ing", "past"} and following in ENGLISH.prepositions
    return bool({"between", "both", "either"} & set(tail)) or ("from" in tail and following == "to") or acts


def _has_all(verb: Verb, tail: Sequence[str], following: str) -> bool:
    """Whether a verb that waits for more than an object has it: `asks voters to stay`, `puts a cap on rents`."""
    inner = next((n for n, word in enumerate(tail[:-1]) if word == "to" and is_base(tail[n + 1])), None)
    if inner is not None:
        asked = tail[inner + 1]
        return _is_whole(
            Predicate(0, 0, VERBS.get(asked), False, asked == "be"), tail[inner + 2 :], following
        )
    if tail[0] in ENGLISH.prepositions or set(tail[1:]) & WANTED:
        return True
    return verb.takes and following not in WANTED - {"on", "with", "about"}


def _stands_alone(found: Predicate, verb: Verb, following: str) -> bool:
    if found.passive or (verb.form == "past" and verb.takes and not verb.alone):
        return following in PASSIVE and not (verb.bound and following in WANTED) and verb.takes
    return verb.alone and not (verb.bound and following in (WANTED - {"as"}) | {"for", "at", "in", "by"})


def is_agent_cut(words: Sequence[str], size: int) -> bool:
    """Whether a name is cut in `South | by Southwest`: an act that is no passive has no agent behind it."""
    if plain(words[size]) != "by" or not words[size - 1][:1].isupper():
        return False
    found = predicate(words[:size])
    named = size + 1 < len(words) and words[size + 1][:1].isupper()
    return named and found is not None and not found.passive and found.head < size - 1
