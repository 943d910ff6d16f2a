"""What may go before a noun of an English headline: amounts, counts, adjectives; and what a company's name can do without."""

import re

from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import (
    ADJECTIVES,
    AMOUNTS,
    COMPANY,
    LARGE_ADJECTIVES,
    NO_ADJECTIVES,
    WEIGHTY,
)
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.marks import is_sentence_case
from digest.editorial.predicates import MARKS, plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import NOT

_ADJECTIVE = re.compile(
    r"[a-z]{2,}(?:ous|ful|less|ive|ible|able|iest|ical)\Z|\w+-(?:\w+ed|old|year-old|yr-old|year|month|week|day|hour|hyped|known|alone|wide)\Z"
)
_AGE = re.compile(r"(?<=[a-z]),? (?:aged )?\d{1,3}, ")
_OLD = re.compile(r"\A\w{1,12}-(?:year|yr)-old (?=[A-Z])")
_SUPERLATIVE = re.compile(
    r"[a-z]{2,}est\Z|world[’']s|nation[’']s|country[’']s|most|best|worst|top|first|only"
)
"""What makes the sense of `Larkfield is the busiest port`."""
_OWN = frozenset(["its", "his", "her", "their"])
_FEW = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_ORDINALS = frozenset(["first", "second", "third", "latest", "newest", "very", "first-ever", "new", "annual"])
_SUM = re.compile(
    r" (?:of|worth) (?:[$£€¥]|US\$)?\d[\d.,]*(?:[mbk]n?)?(?: (?:thousand|million|billion|trillion))?(?: (?:dollars|euros|pounds|crowns|percent|rupees|crore|lakh|yen))?(?= |\Z)"
)
_COUNT = re.compile(
    r"(?:\A|(?<=[a-z] ))(?:up to|[Mm]ore than|at least|nearly|almost|about|some|over|an estimated|around) (?:\d[\d,.]*|hundreds|thousands|dozens) (?!(?:million|billion|trillion|crore|lakh|per|points|times|degrees|percent) )(?=[a-z-]+s?\b)"
)


def without_amount(words: Words) -> Words:
    """`a number of new tools` as `new tools`."""
    for place in range(len(words) - 2):
        if words[place + 1] == "of" and plain(words[place]) in AMOUNTS:
            start = place - (place > 0 and plain(words[place - 1]) == "a")
            return words[:start] + words[place + 2 :]
    return words


def without_few(words: Words) -> Words:
    """`Two ferry lines cancel stops` as `Ferry lines cancel stops`: how many of a plural begin a headline."""
    found = predicate(words)
    few = found is not None and found.at > 2 and plain(words[0]) in _FEW and words[found.at - 1].endswith("s")
    return (words[1][:1].upper() + words[1][1:], *words[2:]) if few and words[1].islower() else words


def without_count(words: Words) -> Words:
    """`hire up to 1,000 porters` as `hire porters`: of a large count with what limits it nothing is left."""
    text = " ".join(words)
    match = _COUNT.search(text)
    return words if match is None else tuple((text[: match.start()] + text[match.end() :]).split())


def without_sum(words: Words) -> Words:
    """`a loss of 90 million crowns after` as `a loss after`."""
    text = " ".join(words)
    match = _SUM.search(text)
    bound = match is None or plain(text[: match.start()].rpartition(" ")[2]) in VERBS
    return words if match is None or bound else tuple((text[: match.start()] + text[match.end() :]).split())


def without_age(words: Words) -> Words:
    """`Ada Merrow, 13, wins`, `13-year-old Ada Merrow wins` as `Ada Merrow wins`."""
    return tuple(_OLD.sub("", _AGE.sub(" ", " ".join(words))).split())


def without_own(words: Words) -> Words:
    """`to build its first ferry` as `to build ferry`: whose a thing of the predicate is, and the how-manieth."""
    found = predicate(words)
    for place in range((found.head + 1) if found else len(words), len(words) - 1):
        if words[place].casefold() in _OWN:
            end = place + 1
            while end < len(words) - 1 and plain(words[end]) in _ORDINALS:
                end += 1
            loose = (
                plain(words[end]) not in ENGLISH.dangling | {"own"}
                and plain(words[place - 1]) not in ENGLISH.prepositions
            )
            return words[:place] + words[end:] if loose else words
    return words


def without_company(words: Words) -> Words:
    """`Merrow Ferries Inc. buys` as `Merrow Ferries buys`."""
    kept: list[str] = []
    for place, word in enumerate(words):
        dropped = place and plain(word) in COMPANY and word[:1].isupper() and words[place - 1][:1].isupper()
        if (dropped and word[-1] in ":;") or (dropped and word[-1] == "," and not kept[-1].endswith(",")):
            kept[-1] = kept[-1].rstrip(",") + word[-1]
        elif dropped:
            kept[-1] = kept[-1].rstrip(",")
        else:
            kept.append(word)
    return tuple(kept)


def without_adjectives(words: Words) -> Words:
    """`gets a hot and heavy dance`, `the world's biggest lamp` as `dance`, `lamp`: adjectives before a noun."""
    found = predicate(words)
    said = found.at if found is not None and found.copula else len(words)
    gone = {
        n
        for n in range(len(words))
        if _is_adjective(words, n) and not (n > said and _SUPERLATIVE.match(words[n]))
    }
    gone |= {n - 1 for n in gone if n and words[n - 1] in {"a", "an"}}  # `a new angle` is no `a angle`
    for place in range(1, len(words) - 2):
        pair = words[place] == "and" and place + 1 in gone and _is_describing(words[place - 1], place - 1)
        gone |= {place - 1, place} if pair else set()
    return tuple(word for place, word in enumerate(words) if place not in gone)


def _is_describing(word: str, place: int) -> bool:
    small = plain(word)
    known = small in (ADJECTIVES if word.islower() else LARGE_ADJECTIVES)
    return (
        small not in NO_ADJECTIVES | WEIGHTY
        and small not in VERBS
        and (known or bool(_ADJECTIVE.match(word.rstrip(",")) and place))
    )


def _is_adjective(words: Words, place: int) -> bool:
    word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
    listed = word.endswith(",") and _is_describing(following, place)
    named = is_sentence_case(words) and word[:1].isupper() and place > 0
    if (
        not following
        or named
        or (word[-1] in MARKS and not listed)
        or word[:1] in MARKS
        or not _is_describing(word, place)
    ):
        return False
    after, before = plain(following), plain(words[place - 1]) if place else ""
    if after in ENGLISH.dangling | AUXILIARIES or not after[:1].isalpha():
        return False
    return before not in AUXILIARIES | NOT | {
        "so",
        "too",
        "how",
        "more",
        "most",
        "than",
        "look",
        "looks",
        "feels",
    }
