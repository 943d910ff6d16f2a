"""A clause of an English headline, and what its parts have in common: its verb, and phrases that a small word leads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digest.editorial.grammar import ENGLISH
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.nounphrases import phrases
from digest.editorial.phraseends import end_of_phrase
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import ASKING, NOT, NOUNS, POINTS_BACK

Costed = Iterator[tuple[float, Words]]

LEADS = (ENGLISH.prepositions | {"to", "against"}) - {"than", "like", "per", "via"}
"""They lead a phrase that may stand behind a verb or a thing."""
PARTS = frozenset(
    [
        "half",
        "third",
        "quarter",
        "fifth",
        "majority",
        "most",
        "front",
        "top",
        "list",
        "cause",
        "counts",
        "size",
        "shape",
        "equivalent",
        "member",
        "members",
        "part",
        "one",
        "kind",
    ]
)
"""Nothing without the `of` behind them."""
ACT = re.compile(r"(?:ion|ment|ence|ance|ing|al|treat|ity|ness|ship|sure|use|rise|fall|drop)\Z")
"""What is done, and nothing without by whom or to what: `retreat | from`, `dependence | on`."""
OF_THEMSELVES = frozenset(["he", "she", "it", "they"])
DOUBLE = frozenset(
    tuple(pair.split("_"))
    for pair in "next_to close_to out_of ahead_of due_to instead_of because_of".split()  # noqa: SIM905
)
_SUBJECTS = POINTS_BACK | ASKING | {"i", "we", "you", "there", "here", "what's", "it's", "he's", "she's"}
_FIRM = NOT & {"not", "never", "no", "almost", "nearly", "likely", "allegedly", "reportedly", "probably"}
_MOVING = frozenset("drop fall rise surge increase reply return visit fight win approach".split())  # noqa: SIM905
"""Before a small word these may be things, but behind a thing they are rather done."""
_STATES = frozenset(
    [
        "capable",
        "ready",
        "keen",
        "willing",
        "able",
        "unable",
        "likely",
        "unlikely",
        "eager",
        "guilty",
        "compulsory",
        "mandatory",
        "available",
        "critical",
        "wary",
        "aware",
    ]
)
_WHO = frozenset(["he", "she", "they", "we", "i"])
_STOP = re.compile(r"[a-z]{3,}\.\Z")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause and its verb; `small` says that a capital tells a name."""

    words: Words
    verb: Predicate
    small: bool

    @property
    def base(self) -> str:
        """The verb's base form; empty where it is `is`, `has` or `will`."""
        return self.verb.verb.base if self.verb.verb is not None else ""


def main_verb(words: Words) -> Predicate | None:
    """The main verb: not the `donated` of `donated lamps are`, and with the `be` behind `may`."""
    found = predicate(words)
    place = (
        next((n for n, word in enumerate(words[: found.at]) if n > 1 and plain(word) in _WHO), 0)
        if found
        else 0
    )
    if place and found is not None and place == found.at - 1:
        found = predicate(words[:place]) or _behind_relative(words, found)  # `lynched over rumours | she was`
    if found is None or not found.sure:
        found = _state(words) or found
    if found is None:
        return None
    found = _behind_participle(words, found)
    behind = plain(words[found.head + 1]) if found.head + 1 < len(words) else ""
    head = words[found.head]
    if (
        found.head > found.at + 1
        and head[:1].isupper()
        and head != head.upper()
        and words[found.head - 1] == "to"
    ):
        return replace(
            found, head=found.at, verb=VERBS.get(plain(words[found.at])), sure=True
        )  # `replies to | Hate Story`
    if found.verb is None and found.head > found.at + 1 and plain(words[found.head - 1]) in {"be", "been"}:
        return replace(found, head=found.head - 1, copula=True)  # `may be | "kingmaker"`
    if found.verb is None and found.head > found.at and plain(words[found.at]) in {"has", "have", "had"}:
        return replace(found, head=found.at)  # `have | lamps`
    if found.verb is None and behind in {"be", "been"}:
        return replace(found, head=found.head + 1, copula=True)
    return found


def _behind_relative(words: Words, found: Predicate) -> Predicate:
    """`the dress she wore at sea | has been stolen`"""
    start = found.head + 1
    later = predicate(words[start:])
    return (
        replace(later, at=later.at + start, head=later.head + start)
        if later is not None and later.sure
        else found
    )


def _state(words: Words) -> Predicate | None:
    """`Army | capable of`, `Lamps | compulsory for`: an adjective behind its noun, where no `is` is."""
    place = next((n for n in range(1, len(words) - 1) if words[n] in _STATES), 0)
    led = (
        place
        and plain(words[place - 1]) not in ENGLISH.dangling
        and plain(words[place + 1]) in ENGLISH.dangling | {"to"}
    )
    return Predicate(place, place, None, passive=False, copula=True) if led else None


def _behind_participle(words: Words, found: Predicate) -> Predicate:
    verb = found.verb
    if verb is not None and verb.form == "past" and words[found.at - 1] == "and" and found.at == found.head:
        later = predicate(words[found.head + 1 :])
        if later is not None and later.sure:  # `Ada Merrow and | retired pilot Kit Oster sail`
            return replace(later, at=later.at + found.head + 1, head=later.head + found.head + 1)
    start, verb = found.at + 1, found.verb
    done = verb is not None and verb.form == "past" and not found.passive and found.at == found.head == 1
    if not done or start + 1 >= len(words) or plain(words[start]) in ENGLISH.dangling:
        return found
    later = predicate(words[start : end_of_phrase(words, start) + 3])
    if later is None or not later.sure or plain(words[start + later.at]) not in AUXILIARIES:
        return found
    return replace(later, at=later.at + start, head=later.head + start)


def is_told(words: Words, found: Predicate) -> bool:
    """Whether the verb is sure enough, and what it tells holds without a condition."""
    folded = [plain(word) for word in words]
    opens = folded[0] in ENGLISH.prepositions | ENGLISH.clauses | ENGLISH.conjunctions
    if opens or folded[0] in _SUBJECTS or _acts_before(folded[: found.at]):
        return False
    if folded[found.at - 1] in _WHO | {"it", "you", "this", "that"}:
        return False
    if any(_STOP.search(word) for word in words[: found.at]):
        return False  # another sentence's
    last = found.verb is None or found.verb.form != "past"
    if found.at == len(words) - 1 and found.at > 4 and last:
        return False  # `fastest captain to reach 1,000 Test | runs`
    verb = found.verb
    if verb is not None and verb.base == "say" and folded[found.at + 1] not in OF_THEMSELVES:
        return False
    moves = verb is not None and verb.form == "s" and (verb.base in _MOVING or verb.base not in NOUNS)
    sure = found.sure or folded[found.at] == "to" or (moves and not folded[found.at - 1].endswith("s"))
    object_ = plain(words[found.head + 1]) if found.head + 1 < len(words) else ""
    plainly = verb is not None and verb.takes and object_ not in ENGLISH.dangling | {""}
    does = verb is None or verb.form != "ing" or found.at < found.head or plainly
    sure = sure or (verb is not None and verb.form == "ing" and plainly)
    return sure and does and not {"if", "unless"} & set(folded)


def _acts_before(subject: Sequence[str]) -> bool:
    """Whether a pronoun within a subject has a verb before it (`need to realize they`), and tells no more of a thing (`the dress she wore`)."""
    place = next((n for n, word in enumerate(subject) if word in _WHO), 0)
    return place > 0 and any(
        word == "to" or (word in VERBS and VERBS[word].base not in NOUNS) for word in subject[:place]
    )


def is_adverb(word: str) -> bool:
    """Whether an adverb may go: `still`, `quickly`, but not `never` or `allegedly`."""
    small = plain(word)
    return small not in _FIRM and (small in NOT or (small.endswith("ly") and small not in VERBS))


def phrase_behind(rest: Words, clause: Clause) -> Iterator[tuple[float, Words, Words]]:
    """`of the tall ships in the bay` as `of ships`: one small word and its phrase in fewer words, and what is behind it."""
    led = 1 + (_acts(rest) or is_double(rest))
    end = end_of_phrase(rest, led)
    if end <= led:
        return
    counted = plain(rest[led - 1]) == "of" and rest[led][:1].isdigit()  # `2 out of 12 lamps`
    for cost, kept in phrases(rest[led:end], small=clause.small):
        if counted and cost:
            return
        yield cost + 0.5 * (end < len(rest)), (*rest[:led], *kept), rest[end:]
    if end == len(rest) or plain(rest[end]) != "of":
        return
    last = end_of_phrase(rest, end + 1)
    others = list(phrases(rest[end + 1 : last], small=clause.small)) if last > end + 1 else []
    for first, kept in phrases(rest[led:end], small=clause.small):
        for second, other in others:
            yield first + second, (*rest[:led], *kept, "of", *other), rest[last:]


def is_double(rest: Words) -> bool:
    """Whether two small words lead together: `next to`, `due to`."""
    return tuple(plain(word) for word in rest[:2]) in DOUBLE


def _acts(rest: Words) -> bool:
    """`of harassing | porters`"""
    does = len(rest) > 2 and rest[1].islower() and rest[1].endswith("ing")
    return does and plain(rest[2]) not in ENGLISH.prepositions
