"""Where an English headline holds together, whatever its verb needs: nothing is cut there."""

from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import SPANS
from digest.editorial.lexicon import AUXILIARIES, VERBS, Verb
from digest.editorial.predicates import plain
from digest.editorial.wordclasses import HANGING, PARTICLES

_BUT = frozenset(["without", "until", "except", "unless"])
_NEGATES = frozenset(["no", "not", "never", "nobody", "none", "cannot", "nothing"])
_PARTS = frozenset(["half", "third", "quarter", "fifth", "majority", "most", "ahead", "instead", "capable", "because", "regardless", "front", "top", "north", "south", "east", "west", "outside"])  # fmt: skip
"""Nothing without the `of` behind them."""
_BINDS = frozenset(["with", "to", "from", "of", "as", "into"])
_SOMEBODY = frozenset(["people", "those", "things", "someone", "anyone", "everyone", "something"])
_OWNED = ENGLISH.articles | {"his", "her", "its", "their", "our", "my", "your"}
_COUNTS = frozenset("one two three four five six seven eight nine ten".split())  # noqa: SIM905
_RECEIVERS = frozenset(["him", "her", "them", "us", "me", "you"])
_SPANNED = frozenset(["two", "three", "four", "five", "six", "few", "several", "year", "week", "month"])
_DANGLING = (ENGLISH.dangling - VERBS.keys()) | AUXILIARIES
_NO_VERB = Verb("", "base", alone=False, takes=False, bound=False)


def is_bound_by(words: Sequence[str], size: int) -> bool:
    """What holds on a condition only, `no arrest | without`, `in front | of`, `a fifth | of`, `was heard | from since`."""
    kept, left = [plain(word) for word in words[:size]], [plain(word) for word in words[size : size + 2]]
    rest = {plain(word) for word in words[size:]}
    if {"if", "unless"} & rest or (
        rest & _BUT and any(word in _NEGATES or word.endswith("n't") for word in kept)
    ):
        return True
    if left[0] == "of" and (kept[-1] in _PARTS or (size > 1 and kept[-2] in ENGLISH.prepositions)):
        return True
    if _are_pair(kept, left, listed=words[size - 1].endswith(",")):
        return True
    last = VERBS.get(kept[-1], _NO_VERB)
    if last is _NO_VERB and kept[-1].endswith("ed") and left[0] in _BINDS:
        return True  # `re-united | with`
    if left[0] in _OWNED and not last.alone and not words[size - 1].endswith((",", ";", ":")):
        return True  # `decision to jump-start | the`
    stranded = left[0] in ENGLISH.prepositions and left[-1] in ENGLISH.prepositions | ENGLISH.clauses
    return stranded and len(left) > 1 and last.form == "past"


def _are_pair(kept: Sequence[str], left: Sequence[str], *, listed: bool) -> bool:
    """`for the past | 3 months`, `one pilot, | four bakers, 11 gulls`, `gave him | a chance`, `the tie | between`, `10 days | after`."""
    last, following = kept[-1], left[0]
    spans = last in {"past", "last", "next", "first"} and (following[:1].isdigit() or following in _SPANNED)
    counts = listed and following in _SPANNED and bool(set(kept[:-1]) & _COUNTS)
    sees = following in _RECEIVERS | {"it"} and getattr(VERBS.get(last), "takes", False)
    gives = sees or (following in ENGLISH.articles and last in _RECEIVERS)
    somebody = last in _SOMEBODY and following in ENGLISH.prepositions and len(kept) > 2
    timely = following in {"after", "before", "later", "ago"} and last in SPANS
    return spans or counts or gives or somebody or timely or following == "between"


def is_stranded(words: Sequence[str], size: int) -> bool:
    """`has not been heard from | since`: the last word is the verb's, and another phrase follows."""
    if size < 2 or size >= len(words):
        return False
    verb, last, following = (plain(word) for word in words[size - 2 : size + 1])
    done = VERBS.get(verb, _NO_VERB).form == "past" and last in ENGLISH.prepositions
    return done and following in ENGLISH.clauses | ENGLISH.prepositions | {"since"}


def dangles(last: str, words: Sequence[str]) -> bool:
    """Whether the last word, in small letters, of these words waits for another."""
    if last.endswith(("'s", "n't")) or not last or last in HANGING:
        return True
    if last in PARTICLES and len(words) > 1:
        return plain(words[-2]) not in VERBS
    return last in _DANGLING


def has_aside(words: Sequence[str]) -> bool:
    """Whether a comma stands in it, but not that of `Velisia's land, sea and air drill`."""
    pauses = [n for n, word in enumerate(words) if word.endswith((",", ";"))]
    listed = bool(pauses) and {"and", "&"} & set(words[pauses[-1] + 1 :]) and words[pauses[0]].islower()
    return bool(pauses) and not listed


def is_done_by(words: Sequence[str], size: int) -> bool:
    """`denies reports of Ada Merrow | selling`: what somebody does is what it is of."""
    named = next((n for n in range(size, 0, -1) if not words[n - 1][:1].isupper()), 0)
    does = VERBS.get(plain(words[size]), _NO_VERB).form == "ing"
    return does and 0 < named < size and words[named - 1] in {"of", "about"}
