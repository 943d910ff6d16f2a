"""What a source sets around every article: the lines that recur across its distinct stories."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.collect.lines import normalise

PROSE = 30
"""Words from which a recurring line has to be in two other stories: reports of one event share a paragraph."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """The normalised lines of a source's stored articles, one set per distinct story."""

    stories: tuple[frozenset[str], ...] = ()

    def recurring(self, lines: Iterable[str]) -> frozenset[str]:
        """Return which of an article's lines stand in other stories too; copies of the article itself do not count."""
        own = frozenset(normalise(line) for line in lines)
        others = [story for story in self.stories if not _is_copy(own, story)]
        return frozenset(line for line in own if line and _is_furniture(line, others))


def learn(articles: Iterable[Sequence[str]]) -> Furniture:
    """Return what can be learned from the lines of one source's stored articles; copies of a story are one story."""
    stories: list[frozenset[str]] = []
    for lines in articles:
        own = frozenset(normalise(line) for line in lines) - {""}
        copy = next((n for n, story in enumerate(stories) if _is_copy(own, story)), None)
        if copy is None:
            stories.append(own)
        else:
            stories[copy] |= own
    return Furniture(tuple(stories))


def _is_furniture(line: str, others: Sequence[frozenset[str]]) -> bool:
    seen = sum(line in story for story in others)
    return seen >= (2 if len(line.split()) >= PROSE else 1)


def _is_copy(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two articles are one story when more than half of the shorter one's prose is in the other: furniture alone is not enough."""
    first, second = _prose(one), _prose(other)
    smaller = min(len(first), len(second))
    return smaller > 0 and len(first & second) * 2 > smaller


def _prose(lines: frozenset[str]) -> frozenset[str]:
    return frozenset(line for line in lines if len(line.split()) >= PROSE)
