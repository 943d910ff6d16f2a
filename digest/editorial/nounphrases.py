"""A noun phrase of an English headline in fewer words: what stands before the noun goes, never the noun."""

from collections.abc import Iterator

from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import (
    ADJECTIVES,
    AMOUNTS,
    COMMON,
    KINDS,
    LARGE_ADJECTIVES,
    QUANTITIES,
    VAGUE,
)
from digest.editorial.lexicon import VERBS
from digest.editorial.marks import is_whole
from digest.editorial.phraseends import MONTHS, OWN, is_listed
from digest.editorial.predicates import plain
from digest.editorial.shortening import Words
from digest.editorial.things import DESCRIBES

_KEPT = frozenset(
    ["no", "not", "never", "neither", "few", "fewer", "little", "less", "more", "most", "least", "half", "former", "fake", "alleged", "false", "failed", "would-be", "suspected", "supposed", "so-called", "all", "every", "each", "both", "either", "attempted", "potential", "possible", "mock", "toy", "postponed", "cancelled", "canceled", "delayed", "planned", "proposed", "rejected", "banned", "disputed", "denied", "dead", "anti", "non", "ex", "only", "same", "first", "last", "next", "zero", "free", "over", "under", "nearly", "almost"]
)  # fmt: skip
"""Without them a phrase says something else."""
_KIN = frozenset(
    [
        "father",
        "mother",
        "son",
        "sons",
        "daughter",
        "daughters",
        "brother",
        "sister",
        "wife",
        "husband",
        "widow",
        "uncle",
        "aunt",
        "cousin",
        "friend",
        "friends",
        "boss",
        "lawyer",
        "attorney",
        "owner",
        "teacher",
        "home",
        "house",
        "body",
        "fans",
    ]
)
"""Whose they are makes them who or what they are."""
UNITS = frozenset(
    [
        "million",
        "billion",
        "trillion",
        "crore",
        "lakh",
        "percent",
        "per",
        "cent",
        "bn",
        "m",
        "k",
        "dollars",
        "euros",
        "pounds",
        "years",
        "miles",
        "km",
    ]
)


def phrases(words: Words, *, small: bool) -> Iterator[tuple[float, Words]]:
    """The ways to say a noun phrase in fewer words, and what each costs; `small` says that a capital tells a name."""
    yield 0.0, words
    if len(words) > 3 and plain(words[1]) == "than":
        size = 3 + (plain(words[3]) in UNITS)  # `more than 8 million | lamps`
        yield from ((1.0, kept) for kept in (words[size:],) if kept)
        return
    firm = next((n for n, word in enumerate(words) if plain(word) not in _KEPT), 0)
    kept, paid = words[firm:], 0.0
    while len(kept) > 1:
        size, cost = _first_part(kept, small=small)
        if cost is None:
            return
        kept, paid = kept[size:], paid + cost
        if is_whole(" ".join(kept)):
            yield paid + 0.6 * _says_little(kept), (*words[:firm], *kept)


def _first_part(words: Words, *, small: bool) -> tuple[int, float | None]:
    """How many words at the start of a phrase may go together, and what that costs; None where the rest would say something else."""
    word, behind = plain(words[0]), [plain(one) for one in words[1:3]]
    if word in ENGLISH.articles | OWN:
        return 1, 0.12 if word in ENGLISH.articles else 0.3
    if words[0][0] in "“‘\"'" and not is_whole(words[0]):
        size = next((n for n in range(1, len(words)) if is_whole(" ".join(words[:n]))), len(words))
        return size, 0.6 if size < len(words) and words[size].islower() else None
    if words[0][0] in "“‘\"'" and words[0][-1] in "”’\"'" and words[1][0].isalnum():
        return 1, 0.6  # `'Lampkeeper' star`
    listed = words[0].endswith(",") and is_listed(words, 1)
    if (
        word in AMOUNTS | KINDS
        or words[0][0] in "“‘\"'(["
        or (words[0][-1] in ",;:" and not listed)
        or words[1][0] in "&“‘\"'"
    ):
        return 1, None
    counted = word.replace(",", "").replace(".", "").rstrip("%").isdigit() or word in QUANTITIES
    money = word[:1] in "$£€₹" and behind[0] in UNITS  # `$1.07 billion | merger`
    if counted or money:
        size = 1 + (behind[0] in UNITS)
        plural = len(words) > size and (
            money or words[-1].rstrip(",").endswith("s") or plain(words[-1]) in COMMON
        )
        return size, 0.5 + 0.2 * size if plural and behind[0] not in ENGLISH.dangling else None
    if (
        (word[:1].isdigit() and "-" not in word)
        or word[:1] in "$£€₹"
        or behind[0] in ENGLISH.dangling - ADJECTIVES
    ):
        return 1, None
    if words[0].endswith(("'s", "’s", "s'", "s’")):
        return 1, None if plain(words[-1]) in COMMON | _KIN else 0.7
    return _modifier(words, small=small)


def _modifier(words: Words, *, small: bool) -> tuple[int, float | None]:
    """An adjective, a noun or a name before the noun; a name goes whole."""
    word = plain(words[0])
    describes = word in ADJECTIVES or DESCRIBES.search(word) is not None or "-" in word
    if not small:
        return 1, 0.5 if word in LARGE_ADJECTIVES else None
    if words[0][:1].isupper():
        size = next((n for n, one in enumerate(words) if not one[:1].isupper()), len(words))
        owner = words[size - 1].endswith(("'s", "’s", "s'", "s’"))
        own = size < len(words) and plain(words[-1].rstrip(",")) not in COMMON | _KIN
        named = size == len(words) or plain(words[size]) in ENGLISH.dangling or (owner and not own)
        return size, None if named else 0.7 + 0.1 * size
    if describes or getattr(VERBS.get(word), "form", "") in {"past", "ing"}:
        return 1, 0.3
    if words[1].islower() and words[1].endswith("ed") and len(words) > 2:
        return 1, None  # `the tower | programmed the lamp's fall`
    return 1, 0.5


def _says_little(words: Words) -> bool:
    return len(words) == 1 and plain(words[0]) in VAGUE | COMMON | MONTHS
