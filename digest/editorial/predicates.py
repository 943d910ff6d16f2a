"""Where the verb of an English headline stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.editorial.grammar import ENGLISH
from digest.editorial.guesses import guessed, is_unknown_past
from digest.editorial.lexicon import AUXILIARIES, BE, FINITE_PAST, SAME_PAST, VERBS, Verb, is_base
from digest.editorial.marks import is_name
from digest.editorial.plurals import is_joined, is_plural
from digest.editorial.wordclasses import BEFORE_NOUNS, BREAKS, COPULAS, NO_PAST, NOT, NOUNS, NOUNS_TO

MARKS = "“”‘’\"'()[],;:.!?«»„…"
_SAME_AS_NOUN = frozenset(["broadcast", "bid", "cost", "split", "spread", "read", "beat"])


@dataclass(frozen=True, slots=True)
class Predicate:
    """The place where a verb's words begin, that of the verb that counts, and what kind of verb it is."""

    at: int
    head: int
    verb: Verb | None
    passive: bool
    copula: bool
    sure: bool = True


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A word in small letters, without the marks around it."""
    return word.casefold().replace("’", "'").strip(MARKS)


def predicate(words: Sequence[str]) -> Predicate | None:
    """The main verb of a headline; None where it has none, as far as the lexicon knows."""
    found = _predicate(words)
    done = found is not None and found.verb is not None and found.verb.form == "past" and not found.passive
    if found is None or not done or found.at != found.head:
        return found
    folded = [plain(word) for word in words[: found.at]]
    following = plain(words[found.at + 1]) if found.at + 1 < len(words) else ""
    belongs = bool(set(folded[1:]) & ENGLISH.prepositions - {"of"}) and following in ENGLISH.prepositions
    return None if belongs else found  # `live on webcast hosted by`


def _predicate(words: Sequence[str]) -> Predicate | None:
    folded = [plain(word) for word in words]
    weak: Predicate | None = None
    for place in range(1, len(folded)):
        tipped = (
            weak
            and weak.verb
            and weak.verb.form == "past"
            and weak.head == place - 1
            and folded[place] == "as"
        )
        if folded[place] in BREAKS and not tipped and (weak or folded[place] != "that" or place > 1):
            return weak
        found = _at(folded, words, place)
        if found is None:
            continue
        if not _is_weak(found, folded, words, place):
            return found
        weak = weak or replace(found, sure=found.verb is None or found.verb.form == "past")
    return weak


def _is_weak(found: Predicate, folded: Sequence[str], words: Sequence[str], place: int) -> bool:
    """`accused of`, `to build`, `launching`: may belong to the noun before it, if a better verb follows."""
    if folded[place] in AUXILIARIES | FINITE_PAST | {"to"}:
        return folded[place] == "to"
    if words[place - 1].endswith(","):
        return found.verb is not None and found.verb.form == "past"
    finite = VERBS.get(folded[place])
    chained = found.head > place and finite is not None and finite.form in {"s", "base"}
    if chained and finite is not None and (finite.base not in NOUNS or finite.form == "base"):
        return False  # `wants to fight`
    following = folded[place + 1] if place + 1 < len(folded) else ""
    form = found.verb.form if found.verb else "base"
    responds = form == "past" and found.verb and found.verb.alone and not found.verb.takes
    moved = following in {"up", "out", "off", "down", "away"} and place + 2 < len(folded)
    if moved or (responds and following == "to"):
        return False  # `dials up effort`
    if form == "past" and found.verb and found.verb.base in _SAME_AS_NOUN:
        return True
    if (
        form in {"s", "base"}
        and found.verb is not None
        and following in ENGLISH.prepositions | ENGLISH.clauses
    ):
        return found.verb.base in NOUNS or not (found.verb.alone or found.verb.bound)
    return form == "ing" or (form == "past" and following in ENGLISH.prepositions | {"to", "as", ""})


def _at(folded: Sequence[str], words: Sequence[str], place: int) -> Predicate | None:
    word, before = folded[place], folded[place - 1]
    if word in AUXILIARIES and not is_name(words, place):
        head = _next_content(folded, place + 1)
        if head >= len(folded):
            return Predicate(place, place, None, False, word in BE)
        verb = _verb(folded[head])
        if verb is None and word in BE and is_unknown_past(folded, head):
            verb = Verb(folded[head], "past", alone=False, takes=True, bound=False)
        if word in BE and (verb is None or verb.form not in {"past", "ing"}):
            return _chained(Predicate(place, place, None, False, True), folded)
        return _chained(
            Predicate(place, head, verb, word in BE and verb is not None and verb.form == "past", False),
            folded,
        )
    if word == "to" and place + 1 < len(folded) and before not in NOUNS_TO:
        verb = VERBS.get(folded[place + 1])
        is_verb = (verb is not None and verb.form == "base") or folded[place + 1] in {"be", "have", "do"}
        if not is_verb or is_name(words, place + 1):
            return None
        done = VERBS.get(folded[place + 2]) if folded[place + 1] == "be" and place + 2 < len(folded) else None
        if done is not None and done.form == "past":
            return _chained(Predicate(place, place + 2, done, passive=True, copula=False), folded)
        return _chained(Predicate(place, place + 1, verb, False, folded[place + 1] == "be"), folded)
    return _finite(folded, words, place)


def _verb(word: str) -> Verb | None:
    """The verb that a word is a form of; `cut` and `hit` are taken for the past."""
    verb = VERBS.get(word)
    return replace(verb, form="past") if verb is not None and word in SAME_PAST else verb


def _finite(folded: Sequence[str], words: Sequence[str], place: int) -> Predicate | None:
    verb, before = VERBS.get(folded[place]) or guessed(folded, words, place), folded[place - 1]
    if verb is not None and folded[place] in SAME_PAST and not is_plural(before, words[place - 1]):
        verb = replace(verb, form="past")
    shouted = (
        words[place].isupper() and len(words[place]) > 1 and not all(word.isupper() for word in words)
    )  # `LED`
    if (
        verb is None
        or shouted
        or folded[place] in NO_PAST
        or before in BEFORE_NOUNS
        or before.endswith(("'s", "s'"))
        or is_name(words, place)
    ):
        return None
    if before in ENGLISH.prepositions - {"up", "down", "off", "out"} or (
        words[place - 1].endswith(("’", "'")) and before.endswith("s")
    ):
        return None
    if verb.form in {"s", "base"} and not words[place].endswith(",") and _is_noun(verb, folded, place):
        return None
    if verb.form == "base" and not (is_plural(before, words[place - 1]) or is_joined(folded, words, place)):
        return None
    return _chained(
        Predicate(
            place,
            place,
            verb,
            False,
            verb.base in COPULAS and verb.base in {"become", "seem", "appear", "remain"},
        ),
        folded,
    )


def _is_noun(verb: Verb, folded: Sequence[str], place: int) -> bool:
    """`issues are`, `sales drop sharply`: a better verb follows at once; `poses risks for`: what follows is its object."""
    following, after = (*folded[place + 1 : place + 3], "", "")[:2]
    if verb.base == "say":
        return False
    if following in AUXILIARIES or (not following and not verb.alone):
        return True
    if following in NOT and getattr(VERBS.get(after), "form", "") == "past":
        return verb.base in NOUNS  # `issues not related to`
    other = (
        VERBS.get(following)
        if following not in {"record", "top", "key", "open", "free", "clean", "live", "last"}
        else None
    )
    if (
        other is not None
        and other.form == "base"
        and verb.form == "s"
        and (verb.base in NOUNS or after == "to")
    ):
        return after == "to" or (
            bool(after) and after not in ENGLISH.prepositions | ENGLISH.clauses | ENGLISH.conjunctions
        )
    if other is None or other.form not in {"s", "past"} or verb.base == "get":
        return False
    if verb.form == "base" and other.form == "s" and other.base not in NOUNS:
        return True  # `patch prepares for`
    if other.form == "past":
        return verb.base in NOUNS
    return not (after == "" or after in ENGLISH.prepositions | ENGLISH.clauses | ENGLISH.conjunctions)


def _next_content(folded: Sequence[str], place: int) -> int:
    """The next word that is no adverb and no other auxiliary."""
    while place < len(folded) and (
        folded[place] in NOT
        or folded[place] in AUXILIARIES
        or folded[place] in {"be", "been", "being"}
        or folded[place].endswith("ly")
    ):
        place += 1
    return place


def _chained(found: Predicate, folded: Sequence[str]) -> Predicate:
    """`plans to release`, `starts preparing`, `is set to open`: the last verb of the chain is the one that counts."""
    head, verb = found.head, found.verb
    for _ in range(3):
        following = folded[head + 1 : head + 4]
        if not following:
            break
        step = _step(following, verb, found.copula)
        if not step or head + step >= len(folded):
            break
        head += step
        verb = VERBS.get(folded[head])
        found = Predicate(
            found.at,
            head,
            verb,
            folded[head - 1] == "be"
            or (folded[head - 1] in {"get", "gets", "got"} and verb is not None and verb.form == "past"),
            False,
        )
    return found


def _step(following: Sequence[str], verb: Verb | None, copula: bool) -> int:
    if following[0] == "to" and len(following) > 1 and (verb is None or verb.bound):
        if (
            following[1] == "be"
            and len(following) > 2
            and getattr(VERBS.get(following[2]), "form", "") == "past"
        ):
            return 3
        return 2 if is_base(following[1]) else 0
    if copula and len(following) > 2 and following[1] == "to" and is_base(following[2]):
        return 3
    form = getattr(VERBS.get(following[0]), "form", "")
    return (
        1
        if verb is not None
        and ((verb.bound and verb.base != "get" and form == "ing") or (verb.base == "get" and form == "past"))
        else 0
    )
