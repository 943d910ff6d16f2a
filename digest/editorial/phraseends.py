"""Where a noun phrase of an English headline ends, and whether a label may end with it."""

from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import ADJECTIVES, AMOUNTS, SPANS
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.predicates import plain
from digest.editorial.things import DESCRIBES
from digest.editorial.wordclasses import HANGING, NO_PAST, NOT, PARTICLES, SEASONS, TIMES

OWN = frozenset(["his", "her", "its", "their", "my", "our", "your"])
_PRONOUNS = OWN | {"him", "them", "it", "us", "me"}
_BOUNDS = (
    ENGLISH.prepositions
    | ENGLISH.clauses
    | AUXILIARIES
    | TIMES
    | {"that", "to", "who", "which", "as", "but", "or"}
) - {"less", "just", "reportedly"}
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def end_of_phrase(words: Sequence[str], start: int) -> int:
    """The place behind the noun phrase that begins at `start`."""
    place = start
    while place < len(words) and not _bounds(words, start, place):
        place += 1
    return place


def _bounds(words: Sequence[str], start: int, place: int) -> bool:
    word, before = plain(words[place]), words[place - 1] if place > start else ""
    counted = word == "than" and plain(before) in {"more", "less", "fewer"}
    small = word in _BOUNDS and not words[place].isupper() and not counted
    if place == start:
        return small or word in ENGLISH.conjunctions
    paused = before[-1] in ",;:.?!" and not _is_initials(before) and not is_listed(words, place)
    return small or paused or _begins_other(words, place)


def _begins_other(words: Sequence[str], place: int) -> bool:
    """`court | March 19`, `a novel | "The Lamp"`, `into force | 20 years ago`, `lamps | quickly`, `lamps | found in`."""
    word, following = plain(words[place]), plain(words[place + 1]) if place + 1 < len(words) else ""
    quoted = words[place][0] in "“‘\"'" and words[place][-1] not in "”’\"'"
    if words[place - 1].islower() and (quoted or word in MONTHS):
        return True
    if (
        word in SPANS
        and following in {"after", "before", "ago", "later"}
        and not words[place - 1][0].isdigit()
    ):
        return True
    if (
        word in {"he", "she", "they", "we"}
        or (word[:1].isdigit() and following in SPANS)
        or (word in {"and", "&"} and not _is_pair(words, place))
    ):
        return True
    timely = word in {"last", "this", "next", "earlier", "later"} and (following in SEASONS or not following)
    if timely or word in ENGLISH.articles | OWN or word.endswith("ly"):
        return True
    form = getattr(VERBS.get(word), "form", "") if words[place].islower() and word not in NO_PAST else ""
    done = form == "past" and following in ENGLISH.prepositions | ENGLISH.clauses | {"", "to"}
    before = plain(words[place - 1])
    described = before in ADJECTIVES or DESCRIBES.search(before) is not None  # `widespread | flooding in`
    return done or (form == "ing" and not described and following in ENGLISH.dangling | OWN)


def _is_pair(words: Sequence[str], place: int) -> bool:
    """`lamps and ferries in`, `Merrow and Kit Oster`: one word, or a name, stands behind the `and`, and no other clause."""
    before = plain(words[place - 1])
    if before in ADJECTIVES or DESCRIBES.search(before):
        return True  # `large and heavy lamps`
    behind = words[place + 1 : place + 3]
    if not behind or plain(behind[0]) in ENGLISH.dangling | AUXILIARIES | {"one", "then"}:
        return False
    ends = len(behind) < 2 or behind[0][-1] in ",;:" or plain(behind[1]) in ENGLISH.dangling | AUXILIARIES
    return ends or behind[0][:1].isupper()


def is_listed(words: Sequence[str], place: int) -> bool:
    """`a rare, | heavy lamp`: the comma stands between two words that describe the same noun."""
    if place >= len(words):
        return False
    before = plain(words[place - 1])
    describes = before in ADJECTIVES or DESCRIBES.search(before) is not None
    return (
        words[place - 1].endswith(",")
        and words[place - 1].islower()
        and describes
        and words[place][:1] in _SMALL
    )


def _is_initials(word: str) -> bool:
    return word.endswith(".") and (len(word) < 5 or "." in word[:-1])


def may_stand_last(words: Sequence[str]) -> bool:
    """Whether a phrase ends on a word that nothing needs to follow."""
    last = plain(words[-1])
    if not last or last.endswith(("'s", "n't")) or last in _PRONOUNS | HANGING | NOT | AUXILIARIES | AMOUNTS:
        return False
    if last in PARTICLES - {"over"} and any(plain(word) in VERBS for word in words[-4:-1]):
        return True
    if last in ENGLISH.dangling - VERBS.keys():
        return False
    return words[-1][-1] not in "-–—"
