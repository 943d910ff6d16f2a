"""Persons in an English headline: by surname alone, without what they are, without what is told of them."""

import re

from digest.editorial.givennames import GIVEN, NO_SURNAME, full_name_at
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import OFFICES, SPEAKERS
from digest.editorial.lexicon import AUXILIARIES, VERBS, is_base
from digest.editorial.marks import is_sentence_case
from digest.editorial.plurals import is_plural
from digest.editorial.predicates import plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import POINTS_BACK

_ALSO_WORDS = frozenset(
    [
        "love",
        "hope",
        "may",
        "long",
        "short",
        "best",
        "sharp",
        "page",
        "price",
        "field",
        "rush",
        "hunt",
        "chase",
        "walk",
        "bond",
        "cross",
        "park",
    ]
)
"""Surnames that nobody takes for one where they stand alone."""


def is_person(text: str) -> bool:
    """Say whether a text is a person's name, with an office before it or without."""
    words = text.split()
    named = all(word != word.casefold() for word in words) and not any(
        word.endswith(("'s", "’s")) for word in words
    )
    led = words[:1] and (words[0] in GIVEN or plain(words[0]) in OFFICES)
    return bool(led) and named and 1 < len(words) <= 4 and predicate(words) is None


def surnames(words: Words, text: str = "") -> Words:
    """`Ada Merrow meets Kit Oster` as `Merrow meets Oster`."""
    kept: list[str] = []
    place = 0
    while place < len(words):
        given = full_name_at(words, place, text) if _is_person(words, place) else 0
        longer = given and _is_in_longer(words, place, place + given + 1)
        place += (
            0 if longer or (given and plain(words[place + given]) in _ALSO_WORDS) else given
        )  # `David Love` is no `Love`
        kept.append(words[place])
        place += 1
    return tuple(kept)


def _is_in_longer(words: Words, start: int, end: int) -> bool:
    """`Tropical | Cyclone Pam`, `Bob Jones | University`: a capital beside the name, where capitals tell names."""
    if not is_sentence_case(words):
        return False
    before = words[start - 1] if start > 1 else ""
    led = before[:1].isupper() and before[-1].isalnum() and plain(before) not in OFFICES | SPEAKERS
    return led or (end < len(words) and words[end] in NO_SURNAME)


def _is_person(words: Words, place: int) -> bool:
    """Not `The Harry Oster Show`, and no name of which two quotation marks hold one half."""
    return place == 0 or (plain(words[place - 1]) not in ENGLISH.articles and words[place][:1] not in "“‘\"'")


def untitled(words: Words, text: str = "") -> Words:
    """`Tram driver Ada Merrow wins` as `Ada Merrow wins`: what stands before full names within one thing."""
    for _ in range(3):
        fewer = _untitled(words, text)
        if fewer == words:
            break
        words = fewer
    return words


def _untitled(words: Words, text: str) -> Words:
    for place in range(1, len(words) - 1):
        given = full_name_at(words, place, text)
        behind = place + given + 1
        ends = behind >= len(words) or not _is_title_word(words[behind]) or words[behind - 1][-1] in ",:;"
        if not given or not (ends or re.search(r"[’']s\Z", words[behind - 1])):
            continue
        start = place
        while start and _is_title_word(words[start - 1]) and not _does(words, start - 1):
            start -= 1
        if start < place and start and plain(words[start - 1]) in ENGLISH.articles:
            start -= 1
        if (
            start < place
            and not _points(words, start)
            and not _is_last_of_list(words, start)
            and (
                start == 0
                or plain(words[start - 1]) in (ENGLISH.dangling - {"of"}) | AUXILIARIES
                or plain(words[start - 1]) in VERBS
            )
        ):
            return words[:start] + words[place:]
    return words


def _does(words: Words, place: int) -> bool:
    """`videos show`: a verb behind a plural."""
    verb = VERBS.get(plain(words[place]))
    return words[place].islower() and (
        verb is not None
        and verb.form == "base"
        and place > 0
        and is_plural(plain(words[place - 1]), words[place - 1])
    )


def _is_last_of_list(words: Words, start: int) -> bool:
    """`Playwright, director and | actor Sam Shepard`"""
    joined = start > 1 and words[start - 1] in {"and", "&"} and words[start - 2].islower()
    return joined and any(word.endswith(",") for word in words[: start - 1])


def _points(words: Words, start: int) -> bool:
    return bool(start) and plain(words[start - 1]) in {"that", "this", "these", "those", "which", "what"}


def _is_title_word(word: str) -> bool:
    small = plain(word)
    if word == "New":
        return True
    verb = VERBS.get(small)
    acts = verb is not None and verb.form in {"s", "past", "ing"}
    return (
        bool(small)
        and not acts
        and small not in ENGLISH.dangling | AUXILIARIES | POINTS_BACK
        and word[-1] not in ",:;?!"
    )


def without_description(words: Words) -> Words:
    """`Ferry line Lantern buys` as `Lantern buys`: what small words say of a name before the verb."""
    found = predicate(words)
    at = found.at if found is not None and found.sure and is_sentence_case(words) else 0
    last = max((n for n in range(1, at) if words[n].islower()), default=0)
    described = (
        0 < last < at - 1
        and words[last].isalpha()
        and all(word[:1].isupper() for word in words[last + 1 : at])
    )
    loose = described and not any(
        plain(word) in ENGLISH.dangling | AUXILIARIES or not word[-1].isalnum() for word in words[: last + 1]
    )
    return words[last + 1 :] if loose else words


def without_owner(words: Words) -> Words:
    """`Lantern Line's Merrow says` as `Merrow says`: whom a single name before the verb works for."""
    found = predicate(words)
    at = found.at if found else 0
    owner = at - 2
    owned = (
        owner >= 0
        and re.search(r"[’']s\Z", words[owner])
        and words[at - 1][:1].isupper()
        and words[at - 1].isalpha()
    )
    if not owned or not is_sentence_case(words):
        return words
    return words[at - 1 :] if all(word[:1].isupper() for word in words[:at]) else words


def without_apposition(words: Words) -> Words:
    """`Ada Merrow, head of the port, is` as `Ada Merrow is`; `meets her boss, Ada Merrow` as `meets her boss`."""
    commas = [n for n, word in enumerate(words[:-1]) if word.endswith(",")]
    if len(commas) == 2 and commas[0] + 1 < commas[1] < len(words) - 2:
        start, end = commas
        verb, first = plain(words[end + 1]), plain(words[start + 1])
        acts = verb in AUXILIARIES or (verb in VERBS and VERBS[verb].form in {"s", "past"})
        acts = acts or (verb == "to" and is_base(plain(words[end + 2])))
        if acts and first not in ENGLISH.conjunctions and not predicate(words[: start + 1]):
            return (*words[:start], words[start].rstrip(","), *words[end + 1 :])
    if len(commas) == 1 and commas[0] >= 2:
        end = commas[0] + 1
        rest = words[end:]
        named = all(word[:1].isupper() for word in rest) and 1 <= len(rest) <= 3
        if named and not predicate(rest) and plain(rest[0]) not in ENGLISH.conjunctions:
            return (*words[: end - 1], words[end - 1].rstrip(","))
    return words
