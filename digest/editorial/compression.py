"""Harder ways to say an English headline in fewer of its words: what is left says less, but nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping

from digest.editorial.grammar import ENGLISH
from digest.editorial.marks import is_whole
from digest.editorial.persons import (
    surnames,
    untitled,
    without_apposition,
    without_description,
    without_owner,
)
from digest.editorial.phrases import (
    to_come,
    without_be,
    without_origin,
    without_part,
    without_participle,
    without_relative,
    without_second,
)
from digest.editorial.predicates import plain
from digest.editorial.shortening import Words
from digest.editorial.smallwords import without_article
from digest.editorial.trimming import (
    without_adjectives,
    without_age,
    without_amount,
    without_company,
    without_count,
    without_few,
    without_own,
    without_sum,
)

READ = 30
"""Words up to which a headline is compressed, so that none takes long."""
_QUOTED = re.compile(r"“[^”]+”|\"[^\"]+\"|(?<!\w)[‘'][^‘]+?[’'](?!\w)")
_BE = frozenset(["is", "are", "was", "were"])

Way = Callable[[Words], Words]


def compressed(mild: Mapping[Words, float], text: str = "") -> dict[Words, float]:
    """The shortenings that the harder ways make of the `mild` ones of a headline, those among them, with what each costs.

    Each way is tried alone, and one after the other on what the ways before it left. `text` is the articles' own.
    """
    found = dict(mild)
    if len(next(iter(mild))) > READ:
        return found
    ways = tuple(_ways(text))
    for begun in dict.fromkeys((next(iter(mild)), min(mild, key=len))):
        kept, paid = begun, mild[begun]
        for cost, way in ways:
            _add(found, begun, way(begun), mild[begun] + cost)
            chained = way(kept)
            if chained != kept and _add(found, kept, chained, paid + cost):
                kept, paid = chained, paid + cost
    return found


def _add(found: dict[Words, float], before: Words, words: Words, cost: float) -> bool:
    fewer = without_article(words, ENGLISH)
    stands = len(fewer) >= 2 and is_whole(" ".join(fewer)) and _quotes_as(" ".join(before), " ".join(fewer))
    if stands:
        found[fewer] = min(found.get(fewer, cost), cost)
    return stands


def _quotes_as(before: str, after: str) -> bool:
    """Whether no word is missing within a quotation."""
    kept = all(quoted in after or quoted[:12] not in after for quoted in _QUOTED.findall(before))
    return kept and all(quoted in before for quoted in _QUOTED.findall(after))


def _ways(text: str) -> Iterator[tuple[float, Way]]:
    yield 0.3, without_amount
    yield 0.3, to_come
    yield 0.3, without_company
    yield 0.4, without_be
    yield 0.5, lambda words: untitled(words, text)
    yield 0.6, without_description
    yield 0.5, without_apposition
    yield 0.5, lambda words: surnames(words, text)
    yield 0.7, without_adjectives
    yield 0.6, without_own
    yield 0.2, without_age
    yield 0.5, without_sum
    yield 0.7, without_relative
    yield 0.8, without_participle
    yield 0.9, without_count
    yield 0.9, without_few
    yield 0.9, without_owner
    yield 1.0, without_origin
    yield 1.2, without_part
    yield 1.4, without_second


def asked(words: Words, text: str = "") -> dict[Words, float]:
    """The shortenings of a question without its mark: `Is Ada Merrow the best mayor yet` as `Is Merrow the best mayor`."""
    found: dict[Words, float] = {}
    for shorter, cost in compressed({words: 0.0}, text).items() if words else ():
        for paid, kept in _asked(shorter):
            without = (*kept[:1], *(word for word in kept[1:] if plain(word) not in ENGLISH.articles))
            for more, left in ((0.0, kept), (0.4, without)):
                if left and is_whole(" ".join(left)):
                    found[left] = min(found.get(left, 99.0), cost + paid + more)
    return found


def _asked(words: Words) -> Iterator[tuple[float, Words]]:
    yield 0.0, words
    first = [plain(word) for word in words[:2]]
    calm = tuple(word for word in words if not (word.islower() and word.endswith("ly") and len(word) > 5))
    if calm != words:
        yield 0.5, calm
    if plain(words[-1]) in {"now", "today", "anyway", "yet", "really", "tonight"}:
        yield 0.2, words[:-1]
    if (
        first[0] in {"should", "can", "could", "would", "will"}
        and first[1:]
        and first[1] in {"we", "you", "i"}
    ):
        yield 0.6, words[2:]
    if first[0] in _BE and any(plain(word).endswith("ing") for word in words[2:5]):
        yield 0.8, words[1:]
