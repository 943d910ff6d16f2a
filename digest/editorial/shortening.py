"""Ways to say a headline in fewer words of its own, none of which changes what it says."""

import re
from collections.abc import Callable, Iterator

from digest.editorial.grammar import ENGLISH, Grammar
from digest.editorial.lesserwords import AMOUNTS, QUANTITIES
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.marks import is_sentence_case
from digest.editorial.predicates import plain, predicate
from digest.editorial.smallwords import without_article
from digest.editorial.wordclasses import SAYING

Words = tuple[str, ...]

_ASIDE = re.compile(
    r",\s(?=(?:an?|the|while|though|when|\w+ed|written|made|built|led|based|held|seen|given|taken|named|who|which|whose|once|long|now|then|aged|thought|known|accused|called|his|her|their|its|\d+)\s|[^,]{0,40}[’']s\s)[^,]{3,60},\s(?=[a-z])"
)
_PLACE_KIND = re.compile(
    r"\b(?:[Ii]sland|[Cc]ity|[Tt]own|[Pp]rovince|[Vv]illage|[Cc]ounty|district|region) of (?=[A-Z])"
)
_PARTICIPLE = re.compile(
    r"[a-z]{2,}(?:ed|ing|en|wn|ght)\Z|(?:to|set|cut|put|hit|shut|made|sold|held|told|due)\Z"
)
_PROPER = re.compile(r"[A-Z][\w’'.-]*\Z")
_MEANINGLESS = frozenset(
    ["finally", "officially", "really", "actually", "suddenly", "quickly", "quietly", "simply", "definitely", "absolutely", "totally", "formally", "currently",
     "publicly", "immediately", "recently", "newly", "slowly", "literally", "truly", "initially", "eventually", "gradually", "proudly", "briefly"]
)  # fmt: skip
"""Adverbs without which a headline says the same; `allegedly`, `nearly` and `hardly` are none of them."""
_LEADING = frozenset(["old", "new", "big", "little", "young"])
_MEASURED = frozenset(["than", "to", "by", "from", "about", "nearly", "almost", "over", "under", "at", "up", "of", "and", "or", "some", "the"])  # fmt: skip
_WITH_ARTICLE = frozenset(
    [
        "year",
        "day",
        "week",
        "month",
        "hour",
        "minute",
        "lot",
        "few",
        "little",
        "bit",
        "couple",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "third",
        "half",
        "quarter",
        "number",
    ]
)
_UNITS = frozenset(["million", "billion", "trillion", "percent", "per", "m", "bn", "k", "hundred", "thousand", "dozen", "years", "miles", "feet", "km"])  # fmt: skip


def shorter(words: Words, grammar: Grammar) -> dict[Words, float]:
    """Every shortening of `words` and what it costs, the words themselves at 0 among them."""
    found: dict[Words, float] = {without_article(words, grammar): 0.0}
    for cost, shorten in _WAYS:
        for known, paid in list(found.items()):
            fewer = without_article(shorten(known, grammar), grammar)
            if len(fewer) >= 2:
                found[fewer] = min(found.get(fewer, paid + cost), paid + cost)
    return found


def _without_aside(words: Words, _: Grammar) -> Words:
    text = " ".join(words)
    found = _ASIDE.search(text)
    if found is None:
        return words
    verb = plain(text[found.end() :].split()[0])
    acts = verb in AUXILIARIES or (verb in VERBS and VERBS[verb].form in {"s", "past"})  # else it is a list
    return (*text[: found.start()].split(), *text[found.end() :].split()) if acts else words


def _without_inner_articles(words: Words, grammar: Grammar) -> Words:
    """Small articles, but none of a name, of a number (`the 10 best`), nor before what only they make a noun (`the rich`)."""
    quotes = any(char in word for word in words for char in '“”‘"') or any(
        word[:1] == "'" and "'" not in word[1:] for word in words
    )
    dropped = grammar.articles if grammar is ENGLISH and not quotes else frozenset()
    kept = [
        word
        for place, word in enumerate(words[1:], 1)
        if word not in dropped
        or words[place - 1].casefold() in {"all", "not", "such", "what", "quite", "half"}
        or place + 2 > len(words)
        or words[place + 1].casefold() in _WITH_ARTICLE
    ]
    return (words[0], *kept)


def _without_copula(words: Words, grammar: Grammar) -> Words:
    if grammar is not ENGLISH:
        return words
    found = predicate(words)
    if found is not None and found.verb is not None and found.verb.base in SAYING:
        return words  # `claims the lamp | was stolen`: no `claims the lamp stolen`
    return tuple(
        word
        for place, word in enumerate(words)
        if not (
            place
            and word.casefold() in {"is", "are", "was", "were"}
            and _follows(words, place, _PARTICIPLE)
            and plain(words[place - 1])
            not in {
                "that",
                "who",
                "which",
                "it",
                "there",
                "he",
                "she",
                "they",
                "what",
                "this",
                "i",
                "we",
                "you",
            }
        )
    )


def _without_adverb(words: Words, _: Grammar) -> Words:
    return (words[0], *(word for word in words[1:] if word.casefold() not in _MEANINGLESS))


def _without_place_kind(words: Words, _: Grammar) -> Words:
    return tuple(_PLACE_KIND.sub("", " ".join(words), count=1).split())


def _without_place(words: Words, _: Grammar) -> Words:
    """`Piano makers of Tarn Bridge buy` as `Piano makers buy`: a name after `of` that says where several people are from."""
    if not is_sentence_case(words):
        return words
    for start, word in enumerate(words[:-2]):
        if (
            start >= 1
            and word == "of"
            and words[start - 1].endswith(("ers", "ents", "ors", "ists", "men", "women", "people"))
        ):
            end = start + 1
            while end < len(words) and _PROPER.match(words[end]):
                end += 1
            if start + 1 < end < len(words) and words[end][:1].islower():
                return words[:start] + words[end:]
    return words


def _without_phrase(words: Words, _: Grammar) -> Words:
    """`Parrot of platform two is asked` as `Parrot is asked`: where the subject is, before its auxiliary."""
    start = next((n for n, word in enumerate(words) if n and word in {"in", "at", "from", "near", "of"}), 0)
    end = next((n for n, word in enumerate(words) if n > start + 1 and word in AUXILIARIES), 0)
    if not 0 < start < end <= start + 5 or (
        words[start] == "of" and (start > 1 or words[start + 1][:1].isupper())
    ):
        return words
    before = plain(words[start - 1])
    if _PARTICIPLE.match(before):
        return words  # `monk encased in a statue`
    return words if before.isdigit() or before in QUANTITIES | AMOUNTS else words[:start] + words[end:]


def _without_leading_adjective(words: Words, _: Grammar) -> Words:
    leads = len(words) > 3 and words[0].casefold() in _LEADING and words[1][:1].islower()
    return words[1:] if leads and is_sentence_case(words) else words


def _without_number(words: Words, _: Grammar) -> Words:
    """`Bathwater keeps 9,200 homes warm` as `Bathwater keeps homes warm`: only a large count, never part of a name."""
    for place in range(1, len(words) - 1):
        if (
            re.fullmatch(r"\d{1,3}(?:,\d{3})+", words[place])
            and words[place - 1].islower()
            and words[place - 1] not in _MEASURED
        ):
            following = words[place + 1].casefold()
            return (
                words
                if following in _UNITS or not following.isalpha()
                else words[:place] + words[place + 1 :]
            )
    return words


def _follows(words: Words, place: int, pattern: re.Pattern[str]) -> bool:
    return place + 1 < len(words) and pattern.match(words[place + 1].casefold()) is not None


def _ways() -> Iterator[tuple[float, Callable[[Words, Grammar], Words]]]:
    yield 0.5, _without_aside
    yield 0.4, _without_place_kind
    yield 0.8, _without_place
    yield 0.9, _without_phrase
    yield 0.5, _without_copula
    yield 0.4, _without_inner_articles
    yield 0.3, _without_adverb
    yield 0.8, _without_leading_adjective
    yield 1.2, _without_number


_WAYS = tuple(_ways())
