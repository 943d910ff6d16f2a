"""What a source sets around every article: the lines that recur across its distinct stories."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.collect.lines import normalise
from digest.words import count_words

PROSE = 30
"""Words from which a recurring line has to be in two other stories: reports of one event share a paragraph."""
FEW = 3
"""A story with fewer lines of so many words is known by its sentences too."""
SENTENCE = 8
"""Words of a line that may be one."""


@dataclass(frozen=True, slots=True)
class Story:
    """The normalised lines of one story; its prose, which furniture seldom is, and the sentences among what was kept."""

    lines: frozenset[str] = frozenset()
    prose: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()

    def __or__(self, other: "Story") -> "Story":
        """Two versions of one story."""
        return Story(self.lines | other.lines, self.prose | other.prose, self.sentences | other.sentences)


def story(kept: Iterable[str], dropped: Iterable[str] = ()) -> Story:
    """Return what an article's lines say about which story it is; `dropped` are those known not to be its text."""
    body = frozenset(map(normalise, kept)) - {""}
    lines = body.union(map(normalise, dropped)) - {""}
    words = {line: count_words(line) for line in lines}
    prose = frozenset(line for line in lines if words[line] >= PROSE)
    return Story(lines, prose, frozenset(line for line in body if words[line] >= SENTENCE))


@dataclass(frozen=True, slots=True)
class Furniture:
    """A source's distinct stories, and for each line the numbers of those that have it; `apart` do not count."""

    stories: Sequence[Story] = ()
    having: Mapping[str, Sequence[int]] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()

    def besides(self, own: Story) -> "Furniture":
        """Return what the others teach: a story of just these lines does not count."""
        same = self.having.get(next(iter(own.lines), ""), ())
        return replace(self, apart=frozenset(n for n in same if self.stories[n].lines == own.lines))

    def recurring(self, own: Story) -> frozenset[str]:
        """Return which of an article's lines stand in other stories too; copies of the article itself do not count."""
        passed = self.apart | self.copies(own)
        return frozenset(line for line in own.lines if self._is_furniture(line, own, passed))

    def copies(self, own: Story) -> frozenset[int]:
        """Return the numbers of the stories that are this one: furniture alone does not make them so."""
        prose = Counter(n for line in own.prose for n in self.having.get(line, ()))
        sentences = Counter(n for line in own.sentences for n in self.having.get(line, ()))
        return frozenset(
            (
                *(n for n, shared in prose.items() if _is_copy(shared, own, self.stories[n])),
                *(n for n, shared in sentences.items() if _is_short_copy(shared, own, self.stories[n])),
            )
        )

    def _is_furniture(self, line: str, own: Story, passed: frozenset[int]) -> bool:
        seen = sum(n not in passed for n in self.having.get(line, ()))
        return seen >= (2 if line in own.prose else 1)


def _is_copy(shared: int, one: Story, other: Story) -> bool:
    """Say whether more than half of the shorter one's prose is in the other."""
    return shared * 2 > min(len(one.prose), len(other.prose))


def _is_short_copy(shared: int, one: Story, other: Story) -> bool:
    """Say whether more than four fifths of the shorter one's sentences are in the other: short pages share some anyway."""
    is_short = min(len(one.prose), len(other.prose)) < FEW
    return is_short and shared >= FEW and shared * 5 > 4 * min(len(one.sentences), len(other.sentences))


def learn(articles: Iterable[Story]) -> Furniture:
    """Return what can be learned from one source's articles; copies of a story are one story."""
    stories: list[Story] = []
    having: dict[str, list[int]] = {}
    known = Furniture(stories, having)
    for own in articles:
        copy = min(known.copies(own), default=None)
        number, before = (len(stories), Story()) if copy is None else (copy, stories[copy])
        for line in own.lines - before.lines:
            having.setdefault(line, []).append(number)
        if copy is None:
            stories.append(own)
        else:
            stories[copy] = before | own
    return known
