"""Ways to say a headline in fewer words of its own: each takes the words and returns fewer of them, or the same."""

import re
from collections.abc import Callable, Iterator, Sequence

from digest.editorial.grammar import Grammar

Words = tuple[str, ...]

_BREAK = re.compile(r":\s+|\s+[–—|-]\s+|;\s+|(?<=[a-z0-9][?!])\s+")
_FLAG = re.compile(
    r"(?:exclusive|breaking|urgent|watch|live|opinion|analysis|video|update(?:d)?|interview|explainer|revealed|report)\s*[:|–—-]\s+",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r",\s+(?:(?:[\w’'.-]+\s+){1,3}(?:says?|said|finds?|found|shows?|suggests?|warns?|claims?|reports?|reveals?)"
    r"|(?:says?|according to|reports?)(?:\s+[\w’'.-]+){1,4})\Z"
)
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
_ASIDE = re.compile(r",\s[^,]{3,60},\s(?=[a-z])")
_PLACE_KIND = re.compile(
    r"\b(?:island|city|town|state|province|port|republic|kingdom|village|county|district|region) of (?=[A-Z])",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"[a-z]{2,}(?:ed|ing|en|wn|ght)\Z|(?:to|set|cut|put|hit|shut|made|sold|held|told|worth|due)\Z"
)
_PROPER = re.compile(r"[A-Z][\w’'.-]*\Z")
_DATE = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*+\W*+|\d++\W*+)+\Z",
    re.IGNORECASE,
)
_AUXILIARY = frozenset(
    ["is", "are", "was", "were", "has", "have", "will", "can", "could", "may", "must", "should"]
)
_OF = frozenset(["of", "in", "at", "from", "near", "on", "for", "with"])
_ADVERB = re.compile(r"[a-z]{4,}ly\Z")
_NO_ADVERBS = frozenset(
    ["family", "early", "daily", "weekly", "monthly", "likely", "supply", "apply", "reply", "rally", "assembly", "bully",
     "elderly", "deadly", "friendly", "nearly", "costly", "lonely", "monopoly", "anomaly", "multiply", "comply", "imply"]
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d,.]*\Z")
_UNITS = frozenset(
    ["million", "billion", "trillion", "percent", "per", "m", "bn", "k", "hundred", "thousand", "dozen"]
)
_LEADING = frozenset(["old", "new", "big", "little", "young", "former", "top", "more"])


def bare(headline: str) -> str:
    """A headline without a flag (`Exclusive:`), its attribution at the end, and quotation marks around all of it."""
    text = _ATTRIBUTION.sub("", _FLAG.sub("", _BRACKETS.sub(" ", headline).strip())) or headline
    inner = text[1:-1]
    around = text[:1] + text[-1:] in {"“”", "‘’", '""', "''", "„“", "«»"}
    return inner.strip() if around and not re.search(r"[“”\"„«»]|(?<!\w)['‘]|['’](?!\w)", inner) else text


def parts(headline: str) -> list[str]:
    """A headline's parts between colons, dashes and full questions; one that is only a date is left out."""
    found = (part.strip(" .,") for part in _BREAK.split(bare(headline)))
    return [part for part in found if part and not _DATE.match(part)]


def shorter(words: Words, grammar: Grammar) -> dict[Words, float]:
    """Every shortening of `words` and what it costs, the words themselves at 0 among them."""
    found: dict[Words, float] = {_without_article(words, grammar): 0.0}
    for cost, shorten in _WAYS:
        for known, paid in list(found.items()):
            fewer = _without_article(shorten(known, grammar), grammar)
            if len(fewer) >= 2:
                found[fewer] = min(found.get(fewer, paid + cost), paid + cost)
    return found


def _without_article(words: Words, grammar: Grammar) -> Words:
    return words[1:] if len(words) > 2 and words[0].casefold() in grammar.articles else words


def _without_aside(words: Words, _: Grammar) -> Words:
    return tuple(_ASIDE.sub(" ", " ".join(words), count=1).split())


def _without_inner_articles(words: Words, grammar: Grammar) -> Words:
    dropped = grammar.articles | {"its", "their", "his", "her"}
    return (words[0], *(word for word in words[1:] if word not in dropped))


def _without_copula(words: Words, _: Grammar) -> Words:
    return tuple(
        word
        for place, word in enumerate(words)
        if not (place and word in {"is", "are", "was", "were"} and _follows(words, place, _PARTICIPLE))
    )


def _without_any_copula(words: Words, _: Grammar) -> Words:
    return (words[0], *(word for word in words[1:-1] if word not in {"is", "are", "was", "were"}), words[-1])


def _without_adverb(words: Words, _: Grammar) -> Words:
    return (words[0], *(word for word in words[1:] if word in _NO_ADVERBS or not _ADVERB.match(word)))


def _without_place_kind(words: Words, _: Grammar) -> Words:
    return tuple(_PLACE_KIND.sub("", " ".join(words), count=1).split())


def _without_place(words: Words, _: Grammar) -> Words:
    """`Piano makers of Tarn Bridge buy` as `Piano makers buy`: a name after `of`, with text on both sides."""
    if not _is_sentence_case(words):
        return words
    for start, word in enumerate(words[:-2]):
        if start >= 1 and word == "of":
            end = start + 1
            while end < len(words) and _PROPER.match(words[end]):
                end += 1
            if start + 1 < end < len(words) and words[end][:1].islower():
                return words[:start] + words[end:]
    return words


def _without_phrase(words: Words, _: Grammar) -> Words:
    """`Parrot of platform two is asked` as `Parrot is asked`: what stands between the subject and its auxiliary."""
    start = next((n for n, word in enumerate(words) if n and word in _OF), 0)
    end = next((n for n, word in enumerate(words) if n > start + 1 and word in _AUXILIARY), 0)
    return words[:start] + words[end:] if 0 < start < end <= start + 5 else words


def _without_leading_adjective(words: Words, _: Grammar) -> Words:
    return words[1:] if len(words) > 3 and words[0].casefold() in _LEADING else words


def _without_number(words: Words, _: Grammar) -> Words:
    for place in range(1, len(words) - 1):
        following = words[place + 1].casefold()
        if _NUMBER.match(words[place]) and following.isalpha() and following not in _UNITS:
            return words[:place] + words[place + 1 :]
    return words


def _follows(words: Words, place: int, pattern: re.Pattern[str]) -> bool:
    return place + 1 < len(words) and pattern.match(words[place + 1]) is not None


def _is_sentence_case(words: Sequence[str]) -> bool:
    """Say whether most longer words are small, so that a capital tells a name."""
    longer = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    return sum(1 for word in longer if word[0].islower()) * 2 >= len(longer)


def _ways() -> Iterator[tuple[float, Callable[[Words, Grammar], Words]]]:
    yield 0.5, _without_aside
    yield 0.4, _without_place_kind
    yield 0.8, _without_place
    yield 0.9, _without_phrase
    yield 0.5, _without_copula
    yield 0.4, _without_inner_articles
    yield 0.5, _without_adverb
    yield 1.1, _without_any_copula
    yield 1.0, _without_leading_adjective
    yield 1.2, _without_number


_WAYS = tuple(_ways())
