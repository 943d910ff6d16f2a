"""Where the words of an English headline may end: only before a part that can be left out."""

import re
from collections.abc import Sequence

from digest.editorial.bonds import dangles, has_aside, is_stranded
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import (
    NO_SUBJECT,
    TELLING,
)
from digest.editorial.lexicon import AUXILIARIES, VERBS, Verb
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.tears import is_described, is_torn
from digest.editorial.wholeness import is_whole_until
from digest.editorial.wordclasses import (
    ANTECEDENTS,
    BREAKS,
    NEVER,
    NO_ADVERBS,
    NOUNS,
    NOUNS_TO,
    OVER,
    SEASONS,
    SOMEHOW,
    TIMES,
)

LEAST = 3
_CIRCUMSTANCE = ENGLISH.clauses - {"if", "unless", "that", "without", "except", "worth", "how", "what", "why", "whether", "until"}  # fmt: skip
"""Clauses that may go and leave the sense: `if` and `without` may not."""
_COMPARED = frozenset(["such", "same", "well", "far", "long", "soon", "known", "seen"])
_MOST = re.compile(r"[a-z]{2,}est\Z")
_NO_VERB = Verb("", "base", alone=False, takes=False, bound=False)
_DESCRIBES = re.compile(r"[a-z]{2,}(?:ous|ful|less|sive|tive|ible|able|ical|ic|nese|mese|rean)\Z")


def label_cost(words: Sequence[str], size: int, found: Predicate | None) -> float | None:
    """The same for an English headline, whose verb is `found`: what is left must be whole, and what goes an adjunct."""
    if size == len(words):
        return None if plain(words[-1]) in ENGLISH.articles | ENGLISH.conjunctions else 0.0
    last, following = plain(words[size - 1]), plain(words[size])
    if (plain(words[0]) in AUXILIARIES and not plain(words[0]).endswith("n't")) or is_torn(words, size):
        return None
    after = plain(words[size + 1]) if size + 1 < len(words) else ""
    if found is not None and size == found.at:
        spoken = 2.0 * (found.verb is not None and found.verb.base in TELLING)
        asked = plain(words[0]) in {"how", "why"}  # `Why shares of Lantern Line | were`
        return 5.0 + 0.2 * (size >= LEAST) + spoken if not asked and is_subject(words[:size], found) else None
    asks = plain(words[0]) in {"how", "why", "what", "who", "when", "where", "which"}
    if (size < LEAST or (asks and size < LEAST + 2)) and (found is None or asks or found.at >= size):
        return None
    if (dangles(last, words[:size]) and not is_stranded(words, size)) or not is_whole_until(
        words, size, found
    ):
        return None
    if found is not None and found.at > size:
        told = bool({plain(word) for word in words[:size]} & {"who", "which", "that"})
        bound = told or words[size - 1].endswith(",") or following in {"and", "&", "or", "of"}
        return None if bound else _adjunct(last, following, after, words[:size], 5.0)
    if words[size - 1].endswith((",", ";")):
        return _comma_cost(words, size, found)
    relative = {"who", "which", "that"} & {plain(word) for word in words[: size + 1]}
    return _adjunct(
        last, following, after, words[:size], 0.0 if found is not None else 4.2 if relative else 2.9
    )


def is_subject(words: Sequence[str], found: Predicate) -> bool:
    """Whether the words before the verb are one thing that can be named alone."""
    folded = [plain(word) for word in words]
    if (
        not found.sure
        or set(folded) & {"that", "who", "which"}
        or (
            set(folded) & ENGLISH.prepositions
            and found.head == found.at
            and found.verb is not None
            and found.verb.base in NOUNS
        )
    ):
        return False
    first = VERBS.get(folded[0], _NO_VERB)
    if first.form == "base" and first.base and first.base not in NOUNS and len(words) > 1:
        return False  # `Ensure street dogs | are`
    certain = (
        found.verb is None
        or found.verb.form != "base"
        or folded[-1].endswith("s")
        or bool({"and", "&"} & set(folded))
    )
    return (
        certain
        and not dangles(folded[-1], words)
        and folded[0].partition("'")[0] not in NO_SUBJECT | ENGLISH.conjunctions
        and not has_aside(words)
        and not folded[-1].endswith("ly")
    )


def _comma_cost(words: Sequence[str], size: int, found: Predicate | None) -> float | None:
    following, after, kept = (
        plain(words[size]),
        plain(words[size + 1]) if size + 1 < len(words) else "",
        plain(words[size - 1]),
    )
    rest = not any(word.endswith(",") for word in words[: size - 1])
    if words[size].endswith(",") and after and after not in ENGLISH.dangling and after not in VERBS:
        return None  # `angers the Marram, | Velisia, mayor`
    if following in {"and", "or", "&"}:
        return 0.7 if after in VERBS and VERBS[after].form in {"s", "past"} and found is not None else None
    if following in {"but", "so", "yet", "then", "not"}:
        return 1.0 if found is not None else None
    verb = VERBS.get(following)
    if found is not None and rest and kept.endswith("s") and found.head + 1 < size:
        return 1.5
    begins = (verb is not None and verb.form in {"s", "past", "ing"}) or following in _CIRCUMSTANCE | {
        "as",
        "with",
        "which",
        "who",
    }
    if begins and found is not None:
        return 0.5
    told = (
        found is not None
        and rest
        and not getattr(found.verb, "bound", True)
        and predicate(words[size:]) is not None
    )
    return 0.9 if told else None


def _adjunct(last: str, following: str, after: str, kept: Sequence[str], cost: float) -> float | None:
    """What it costs to leave out the part that begins with `following`; None where it belongs to what stands before it."""
    clause = _clause_cost(last, following, kept)
    if clause is not None:
        return clause + cost
    if following in {"and", "&", "but"}:
        return _and_cost(after, cost)
    if (
        following in TIMES | SOMEHOW
        or (following.endswith("ly") and following not in NO_ADVERBS and _has_object(kept))
        or [following, after] == ["due", "to"]
        or (following in {"last", "this", "next"} and after in SEASONS)
    ):
        return 0.8 + cost
    if not is_described(kept) and _is_modifier(following, after, kept, cost):
        return 1.3 + cost
    if following == "to":
        return _to_cost(last, after, kept, cost)
    loose = following != "into" and (last not in VERBS or VERBS[last].alone)
    if following == "into" and last in VERBS and VERBS[last].form != "base":
        return None
    if following in OVER and cost < 2 and (loose or _has_object(kept)):
        return 1.2 + cost
    return 1.0 + cost if following in ENGLISH.prepositions - NEVER - {"as"} else None


def _clause_cost(last: str, following: str, kept: Sequence[str]) -> float | None:
    """`as` means a time unless `such` or `as` stands before it; `those who` is nothing without the rest."""
    if following == "as":
        compares = last in _COMPARED or any(plain(word) in {"as", "so"} for word in kept)
        return None if compares else 0.6
    if following in {"who", "which", "whose", "where"}:
        return None if last in ANTECEDENTS else 0.9
    return 0.5 if following in _CIRCUMSTANCE - {"as"} else None


def _is_modifier(following: str, after: str, kept: Sequence[str], cost: float) -> bool:
    """A participle that tells more of a whole clause (`creating ...`) or of its last noun (`owned by ...`)."""
    if {plain(word) for word in kept[plain(kept[0]) == "how" :]} & BREAKS:
        return False
    form = VERBS.get(following, _NO_VERB).form
    does = form == "ing" and after and after not in ENGLISH.prepositions and cost < 0.5
    done = form == "past" and after in {"by", "in", "at", "on", "from"}
    return bool((does or done) and (_has_object(kept) or (done and cost > 0)))


def _and_cost(after: str, cost: float) -> float | None:
    """Before a second verb a clause is whole; of two things, or two words for one thing, none may go."""
    verb = VERBS.get(after)
    if cost and verb is not None and verb.form == "ing":
        return None  # `River | and Rowing Museum`
    if (verb is not None and verb.form in {"s", "past", "ing"}) or after in AUXILIARIES:
        return 0.9 + cost
    return None


def _to_cost(last: str, after: str, kept: Sequence[str], cost: float) -> float | None:
    """`to expand` behind a whole clause says what for; `too big to fail`, `a plan to leave`, `back to earth` belong together."""
    verb = VERBS.get(after)
    if (verb is None or verb.form != "base") and last not in NOUNS_TO:
        found = predicate(kept)
        given = found is not None and found.verb is not None and not found.verb.bound and _has_object(kept)
        return 1.5 + cost if given and verb is None else None
    if verb is None or last in NOUNS_TO or (last in VERBS and VERBS[last].form in {"past", "ing"}):
        return None
    folded = [plain(word) for word in kept]
    if any(word in {"first", "last", "only"} or _MOST.match(word) for word in folded):
        return None
    if set(folded) & {"too", "enough", "how", "what", "where", "so", "when", "to"} - {"to"}:
        return None
    return 1.3 + cost


def _has_object(kept: Sequence[str]) -> bool:
    found = predicate(kept)
    return (
        found is not None
        and len(kept) - found.head > 1
        and plain(kept[found.head + 1]) not in ENGLISH.prepositions
    )
