"""The things that an English headline speaks of: what stands between its verbs and its small words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.editorial.acting import SMALL, verbs
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import (
    ADJECTIVES,
    AMOUNTS,
    CIRCUMSTANCES,
    COMMON,
    LOOSE,
    NOUNS_ALSO,
    QUANTITIES,
    VAGUE,
)
from digest.editorial.lexicon import BE, VERBS
from digest.editorial.marks import is_sentence_case, is_whole
from digest.editorial.predicates import plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import NOUNS, NOUNS_TO, SEASONS

DESCRIBES = re.compile(r"[a-z]{2,}(?:ous|ful|less|sive|tive|ible|able|ical|ish|ic|nese|mese|rean)\Z")
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_NOUNS_END = tuple("ion ment ity ness ance ence ship ism ing er or ist age ure th".split())  # noqa: SIM905
_OWN = frozenset(["his", "her", "its", "their", "the", "a", "an"])
_SORTS = frozenset(["type", "types", "kind", "kinds", "sort", "sorts", "front"])
JOINTS = frozenset(
    [
        "of",
        "and",
        "&",
        "for",
        "to",
        "on",
        "with",
        "in",
        "at",
        "from",
        "against",
        "over",
        "about",
        "by",
        "between",
    ]
)
"""They bind a thing to the one before it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """The words of one thing and where they begin; `led` is the small word or the verb before it."""

    words: Words
    start: int
    led: str

    @property
    def end(self) -> int:
        """The place behind it."""
        return self.start + len(self.words)

    @property
    def is_open(self) -> bool:
        """Whether it has only one half of a quotation's marks."""
        return not is_whole(" ".join(self.words))

    @property
    def is_vague(self) -> bool:
        """Whether it names nothing: a number, a time, `ways`, half a quotation."""
        if self.is_open:
            return True
        last = plain(self.words[-1])
        if len(self.words) > 1:
            if last in _SORTS:
                return True
            few = (
                self.words[0][:1].isdigit()
                or plain(self.words[0]) in CIRCUMSTANCES | QUANTITIES | ENGLISH.complements
            )
            return _is_sum(self.words[-1]) or (len(self.words) == 2 and few and last in VAGUE | SEASONS)
        small = self.words[0].islower() and (last.endswith("ed") or DESCRIBES.search(last) is not None)
        acts = getattr(VERBS.get(last), "form", "") == "s"
        return (
            small
            or acts
            or (len(last) < 3 and not self.words[-1].isupper())
            or _is_sum(last)
            or last in VAGUE | SEASONS | CIRCUMSTANCES
        )


def _is_sum(word: str) -> bool:
    return word.lstrip("$£€¥“‘'")[:1].isdigit()


def is_thing(part: str) -> bool:
    """Say whether a part of a headline has no verb: a name, a topic."""
    return predicate(part.split()) is None


def things_of(words: Words) -> list[Thing]:
    """The things of a headline in their order."""
    acting = set(verbs(words))
    found: list[Thing] = []
    start = 0
    for place in range(len(words) + 1):
        broken = (
            place < len(words)
            and place > start
            and (words[place - 1][-1] in ",:;" or _is_counted(words, place))
        )
        closed = place == len(words) or place in acting or _is_small(words, place)
        if closed or broken:
            if place > start:
                found += _thing(words, start, place)
            start = place + closed
    return found


def _is_counted(words: Words, place: int) -> bool:
    """`the polls | four times`: a number behind a plural begins another thing."""
    return plain(words[place]) in _NUMBERS and words[place - 1].islower() and words[place - 1].endswith("s")


def _is_small(words: Words, place: int) -> bool:
    """A small word or an adverb, but not the `US` of a headline that writes others small."""
    word, small = words[place], plain(words[place])
    if word.isupper() and len(word) > 1 and not words[place - 1].isupper() and small in {"us", "who", "it"}:
        return False
    leads = small in ENGLISH.prepositions | ENGLISH.clauses | ENGLISH.articles
    if place and leads and word.istitle() and words[place - 1][:1].isupper() and is_sentence_case(words):
        return False  # `Pilots Without Borders`
    back = small == "back" and plain(words[place - 1]) in VERBS
    return (
        back
        or small in SMALL
        or not small
        or (
            small.endswith("ly")
            and (len(small) > 5 or small in {"fully", "newly", "badly", "truly", "sadly"})
            and small not in {"family", "assembly", "anomaly", "supply"}
        )
    )


def _thing(words: Words, start: int, end: int) -> Iterator[Thing]:
    own = tuple(word for word in words[start:end] if any(char.isalnum() for char in word) or word == "&")
    while len(own) > 1 and (own[-1].islower() or plain(own[-1]) == "due") and _is_loose(own[-1], words, end):
        own = own[:-1]  # `Ada Merrow ready`, `army capable of`
    if len(own) > 1 and own[0].islower() and own[0][-2:] in {"'s", "’s"} and plain(own[0])[:-2] in SEASONS:
        own = own[1:]
    if not own or plain(own[-1]).endswith(("'s", "n't")):
        return
    own = _closed((*own[:-1], own[-1].rstrip(",:;!?" if "." in own[-1][:-1] else ",:;.!?")))
    describes = len(own) > 1 and (own[-1] in ADJECTIVES or DESCRIBES.search(own[-1]))
    goes_on = end < len(words) and (words[end] in {"and", "but", "or"} or words[end - 1][-1] == ",")
    if own[-1] and not (describes and goes_on):  # `elusive and enigmatic plumes`
        yield Thing(own, start, plain(words[start - 1]) if start else "")


def _is_loose(word: str, words: Words, end: int) -> bool:
    leads = end < len(words) and plain(words[end]) in ENGLISH.prepositions
    told = DESCRIBES.search(word) is not None or re.fullmatch(r"[a-z]{3,}ed", word) is not None
    following = VERBS.get(plain(word)) if end < len(words) and words[end][:1] in "‘“'\"" else None
    does = following is not None and following.form == "ing"  # `users having “issues”`
    return plain(word) in LOOSE or (leads and told) or does


def _closed(own: Words) -> Words:
    """Without the half of a quotation's marks, where only half of it is in the thing."""
    if len(own) > 1 and not is_whole(" ".join(own)):
        own = (own[0].lstrip("“‘\"'"), *own[1:-1], own[-1].rstrip("”’\",'"))
    owner = own[-1].endswith(("'", "’")) and not any(word[:1] in "'‘" for word in own)
    return (*own[:-1], own[-1].rstrip("'’")) if owner else own


def joined(words: Words, things: list[Thing], turn: int) -> Thing | None:
    """A thing with the one that a small word binds to it: `House of Lanterns`, `Merrow and Oster`, `threat to ferries`."""
    if turn + 1 >= len(things):
        return None
    first, second = things[turn], things[turn + 1]
    between = [plain(word) for word in words[first.end : second.start]]
    bound = (
        bool(between) and between[0] in JOINTS and set(between[1:]) <= ENGLISH.articles and len(between) <= 2
    )
    counted = between in (["in"], ["of"]) and (
        plain(first.words[-1]) in QUANTITIES or first.words[-1][:1].isdigit()
    )
    if first.words[-1].islower() and first.words[-1] in ADJECTIVES - NOUNS_ALSO:
        return None
    if between == ["of"] and plain(first.words[-1]) in AMOUNTS:
        return None  # `a ton of brides`
    small = all(len(one.words) == 1 and one.words[0].islower() for one in (first, second))
    if small and between == ["and"] and not second.words[0].endswith("s"):
        return None  # `get glam and ingest`
    if between == ["to"] and second.words[0].islower() and plain(first.words[-1]) not in NOUNS_TO:
        return None
    named = all(one.is_open or not one.is_vague for one in (first, second))
    stands = counted or (bound and named)  # `four in five ferries`
    if not stands or words[first.end - 1][-1] in ",:;":
        return None
    own = (*words[first.start : second.end - 1], words[second.end - 1].rstrip(",:;!?"))
    return Thing(own, first.start, first.led) if is_whole(" ".join(own)) else None


def is_in_quotation(words: Words, start: int) -> bool:
    """Whether the words from `start` on are the end of a quotation."""
    opened = any(word[:1] in "“‘\"'" for word in words[:start])
    return opened and any(word[-1:] in "”’\"'" for word in words[start:])


def is_common(words: Words) -> bool:
    """`man`, `video`, `group`: one of them tells no story from another."""
    return len(words) == 1 and plain(words[0]) in COMMON


def is_named(words: Words, thing: Thing) -> bool:
    """Whether it is surely a thing, and no verb or adjective that the lexicon lacks: a name, or led as only a thing is."""
    first, verb = thing.words[0], VERBS.get(plain(thing.words[0]))
    if thing.words[-1].islower() and plain(thing.words[-1]) in ADJECTIVES - NOUNS_ALSO:
        return False
    if thing.start and first[0] in "’'" and len(thing.words) == 1:
        return False  # `heard ’round`
    if not first.islower() or thing.led in _OWN:
        return True
    led = VERBS.get(thing.led)
    if led is not None and (verb is None or verb.form not in {"ing", "past"}):
        return True
    if thing.start and plain(words[thing.start - 1]) in BE:
        return len(thing.words) > 1
    acts = verb is not None and (
        verb.form in {"ing", "past"} or (verb.form == "base" and verb.base not in NOUNS)
    )
    if acts and (len(thing.words) > 1 or thing.led not in ENGLISH.prepositions):
        return False
    if len(thing.words) > 1:
        return not (thing.led == "to" and verb is not None and verb.form == "base")
    plural = first.endswith("s") and not first.endswith("ss")
    return (
        plural
        or (thing.led in (ENGLISH.prepositions | ENGLISH.clauses) - {"to"})
        or first.endswith(_NOUNS_END)
    )
