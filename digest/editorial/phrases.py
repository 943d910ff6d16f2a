"""Verbs and phrases of an English headline: without `is`, without where the subject is from, without a second object."""

import re

from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import ADJECTIVES, AMOUNTS, COMING, KINDS, QUANTITIES, STATES
from digest.editorial.lexicon import AUXILIARIES, VERBS, is_base
from digest.editorial.marks import is_sentence_case
from digest.editorial.predicates import plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import NOT, NOUNS, POINTS_BACK

_AS = frozenset(["tipped", "known", "seen", "named", "described", "hailed", "billed", "regarded"])
_GIVING = frozenset(
    [
        "give",
        "offer",
        "hand",
        "send",
        "award",
        "ask",
        "tell",
        "bring",
        "cost",
        "owe",
        "teach",
        "deny",
        "pit",
        "urge",
        "show",
    ]
)
_SPEAKERS = POINTS_BACK | {"i", "we", "you"}
"""Subjects of a clause of their own."""
_BE = frozenset(["is", "are", "was", "were"])


def without_be(words: Words) -> Words:
    """`Ada Merrow is ready for` as `Ada Merrow ready for`, and `has been closed` as `closed`."""
    found = predicate(words)
    if (
        found is None
        or found.at == 0
        or plain(words[found.at - 1]) in POINTS_BACK | {"there", "i", "we", "you", "who", "what"}
    ):
        return words
    verb, place = plain(words[found.at]), found.at + 1
    if verb in {"has", "have", "had"} and found.head > found.at:
        while place < found.head and plain(words[place]) in {"been", "now", "already", "just", "finally"}:
            place += 1
        been = "been" in {plain(word) for word in words[found.at : found.head]}
        regular = been or plain(words[found.head]).endswith("ed")
        done = regular and found.verb is not None and found.verb.form == "past" and place == found.head
        return words[: found.at] + words[place:] if done else words
    if verb not in _BE or place >= len(words):
        return words
    following, after = plain(words[place]), plain(words[place + 1]) if place + 1 < len(words) else ""
    if "-" in following and after and after not in ENGLISH.dangling:
        return words  # `is a prism-shaped oddity`
    fits = following in STATES | ENGLISH.prepositions | {"to"} or (
        following not in ENGLISH.dangling and following.endswith(("ed", "ing", "en", "ive", "able", "ful"))
    )
    dropped = place + (following in {"now", "still"} and place + 1 < len(words))
    return (
        words[: found.at] + words[dropped:] if (fits and following != "not") or following == "now" else words
    )


def to_come(words: Words) -> Words:
    """`set to open`, `plans to open`, `is about to open` as `to open`."""
    for place in range(1, len(words) - 2):
        if (
            words[place] == "up"
            and words[place - 1] in {"gearing", "lining"}
            and words[place + 1] == "to"
            and place > 1
        ):
            return (*words[: place - 1], *words[place + 1 :])
        if words[place] in {"is", "are"} and words[place + 1] == "to" and is_base(plain(words[place + 2])):
            return words[:place] + words[place + 1 :]
        if (
            plain(words[place]) in COMING
            and words[place + 1].casefold() == "to"
            and is_base(plain(words[place + 2]))
        ):
            start = place - (plain(words[place - 1]) in _BE)
            if (
                start
                and words[start - 1][-1] not in ",:;"
                and plain(words[start - 1]) not in ENGLISH.dangling | NOT
            ):
                return words[:start] + words[place + 1 :]
    return words


def without_origin(words: Words) -> Words:
    """`Piano makers from Tarn Bridge buy` as `Piano makers buy`: where the subject is, or what it is of."""
    found = predicate(words)
    at = found.at if found is not None and found.sure else _done(words) if found is None else 0
    if not at or any(word[-1] in ",:;" for word in words[:at]) or plain(words[at - 1]) in _SPEAKERS:
        return words
    start = next(
        (n for n in range(1, at) if words[n] in {"in", "at", "from", "near", "with", "on", "behind"}), 0
    )
    counted = start and (plain(words[start - 1]) in QUANTITIES or words[start - 1][-1].isdigit())
    done = start and re.search(r"[a-z](?:ed|en)\Z", words[start - 1])
    thing = plain(words[start - 1])
    acts = thing in VERBS and VERBS[thing].base not in NOUNS
    denied = start and bool({"no", "not", "never"} & set(words[start:at]))
    loose = start and not (counted or done or acts or denied) and thing not in ENGLISH.dangling
    return words[:start] + words[at:] if loose and at - start >= 2 else words


def _done(words: Words) -> int:
    """Where the participle stands that tells what was done to `Woman with child | hurt by`; 0 where none does."""
    begun = next((n for n in range(1, len(words)) if words[n] in {"from", "with", "in"}), len(words))
    for place in range(begun + 2, len(words) - 1):
        verb = VERBS.get(plain(words[place]))
        if words[place] in ENGLISH.clauses | {"to", "and"}:
            return 0
        if (
            verb is not None
            and verb.form == "past"
            and words[place + 1] in ENGLISH.prepositions | ENGLISH.clauses
        ):
            return place
    return 0


def without_participle(words: Words) -> Words:
    """`Captain accused of sleeping will face` as `Captain will face`: what a participle tells of the subject."""
    found = predicate(words)
    at = found.at if found is not None and found.sure else 0
    if at and plain(words[at - 1]) in _SPEAKERS:
        return words  # `cook sacked over rumours she was`
    for place in range(1, at - 1):
        verb = VERBS.get(plain(words[place]))
        told = (
            verb is not None
            and verb.form in {"past", "ing"}
            and plain(words[place + 1]) in ENGLISH.prepositions - {"to"}
        )
        told = told or (_acts_on(words[:at], place) and _is_main(words, at))
        told = told or (plain(words[place]) in _AS and plain(words[place + 1]) == "as")
        start = place - (plain(words[place - 1]).endswith("ly") and place > 1)
        described = plain(words[place - 1]) in ADJECTIVES  # `Widespread | flooding in Larkfield`
        if (
            told
            and not described
            and words[place - 1][-1] not in ",:;"
            and plain(words[place - 1]) not in ENGLISH.dangling
        ):
            return words[:start] + words[at:]
    return words


def _is_main(words: Words, at: int) -> bool:
    """Not the `saved` of `a film showing the moment saved herons were`: an auxiliary, or a verb with its object behind it."""
    form = getattr(VERBS.get(plain(words[at])), "form", "")
    following = plain(words[at + 1]) if at + 1 < len(words) else ""
    return form != "past" or plain(words[at]) in AUXILIARIES or following in ENGLISH.dangling


def _acts_on(words: Words, place: int) -> bool:
    """`Heron hitching | a lift`, `Porter facing | charges`: what the subject does beside what is told of it."""
    verb, following = VERBS.get(plain(words[place])), plain(words[place + 1])
    does = verb is not None and verb.form == "ing" and verb.takes and words[place].islower()
    second = any(
        plain(words[n]) in ENGLISH.articles and plain(words[n - 1]) not in ENGLISH.dangling
        for n in range(place + 2, len(words))
    )  # `A film showing the moment | a heron was`
    return (
        does
        and not second
        and following not in ENGLISH.dangling - ENGLISH.articles
        and plain(words[place - 1]) not in AUXILIARIES
    )


def without_relative(words: Words) -> Words:
    """`Keeper who counted ships dies` as `Keeper dies`: what `who`, `that` or `which` tells of the subject."""
    start = next((n for n in range(1, len(words)) if plain(words[n]) in {"who", "that", "which"}), 0)
    if not start or predicate(words[:start]) or words[start - 1][-1] in ",:;":
        return words
    inner = predicate(words[start:])
    begun = start + inner.head + 1 if inner is not None else len(words)
    for place in range(begun, len(words)):
        left = words[:start] + words[place:]
        found = predicate(left)
        finite = (
            found is not None and found.at == start and found.verb is not None and found.verb.form != "ing"
        )
        copula = found is not None and found.at == start and plain(words[place]) in AUXILIARIES
        led = plain(words[place - 1]) in ENGLISH.dangling | AUXILIARIES
        if (finite or copula) and not led and found is not None and found.sure:
            return left
    return words


def without_part(words: Words) -> Words:
    """`stay in the harbour of Larkfield` as `stay in the harbour`: whose or where a thing of the predicate is."""
    found = predicate(words)
    for place in range(found.head + 3 if found else len(words), len(words) - 1):
        before, named = plain(words[place - 1]), words[place + 1][:1].isupper()
        if words[place] == "of" and named and is_sentence_case(words):
            loose = (
                before.isalpha()
                and words[place - 1].islower()
                and before not in ENGLISH.dangling | VERBS.keys() | AMOUNTS | QUANTITIES | KINDS
            )
            return words[:place] if loose else words
    return words


def _goes_on_small(words: Words) -> bool:
    """`Lantern and | Quay merger`: a common noun behind names belongs to both."""
    end = next((n for n, word in enumerate(words) if not word[:1].isupper()), len(words))
    return (
        0 < end < len(words) and plain(words[end]) not in ENGLISH.dangling and plain(words[end]) not in VERBS
    )


def without_second(words: Words) -> Words:
    """`kills 17 tourists and two others` as `kills 17 tourists`: of two objects the first, which is true alone."""
    found = predicate(words)
    for place in range((found.head + 2) if found else len(words), len(words) - 1):
        gives = found is not None and found.verb is not None and found.verb.base in _GIVING
        if (
            not gives
            and words[place] in {"and", "&", "And"}
            and not {"between", "both", "either", "not"} & {plain(word) for word in words}
        ):
            last, after = plain(words[place - 1]), plain(words[place + 1])
            verb = VERBS.get(last)
            thing = (
                (verb is None or verb.form in {"base", "s"})
                and last not in ENGLISH.dangling
                and not re.search(r"(?:ous|ful|less|ive|able|ish)\Z", last)
            )
            object_ends = (
                thing and (last.endswith("s") or words[place - 1][:1].isupper()) and after not in VERBS
            )
            shared = words[place - 1][:1].isupper() and _goes_on_small(words[place + 1 :])
            return words[:place] if object_ends and not shared else words
    return words
