"""Pure: which variants of an edition are made, and which of them each group of readers gets."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.compose.content import EditionContent
from digest.editorial.muting import Without, felt, hidden

EVERYONE = "everyone"  # the key of the variant that holds all sections
_TEXT_FOR_HTML = 3  # as bad as so many stories missing


@dataclass(frozen=True)
class Variants:
    """The variants of an edition by key, and how many readers get one that is only near to what they asked for."""

    content: EditionContent
    made: Mapping[str, Without]
    approximated: int = 0

    def key_of(self, wish: Without) -> str | None:
        """The variant for readers of this wish: their own, else the nearest; None where they would see no story.

        The nearest is the one with the fewest stories that they muted, twice counted, and that they would miss. None with a
        story that they have had is near.
        """
        own = felt(self.content, wish)
        if self._leaves_nothing(own):
            return None
        if _key(own) in self.made:
            return _key(own)
        unseen = hidden(self.content, own)
        near = [key for key in self.made if own.told <= self._hidden[key]]
        return min(near, key=lambda key: (self._distance(key, own, unseen), key), default=None)

    def _leaves_nothing(self, without: Without) -> bool:
        return len(hidden(self.content, without)) == self._stories

    def _distance(self, key: str, own: Without, unseen: frozenset[int]) -> int:
        shown, missed = unseen - self._hidden[key], self._hidden[key] - unseen
        another_form = self.made[key].text_only != own.text_only
        return 2 * len(shown) + len(missed) + _TEXT_FOR_HTML * another_form

    @cached_property
    def _hidden(self) -> dict[str, frozenset[int]]:
        return {key: hidden(self.content, without) for key, without in self.made.items()}

    @cached_property
    def _stories(self) -> int:
        return sum(1 for _ in self.content.items())


def choose(content: EditionContent, wishes: Mapping[Without, int], most: int) -> Variants:
    """The variants that are made of an edition: everyone's, and the most wanted of the others, `most` in all.

    One more may be made for those who have had stories: these are left out whatever it costs, what is muted where it can be.
    `wishes` says how many readers have each wish.
    """
    readers: Counter[Without] = Counter()
    for wish, count in wishes.items():
        own = felt(content, wish)
        if not own.is_nothing and len(hidden(content, own)) < sum(1 for _ in content.items()):
            readers[own] += count
    wanted = sorted(readers, key=lambda own: (-readers[own], _key(own)))
    made = {EVERYONE: Without()} | {_key(own): own for own in wanted[: most - 1]}
    rest = wanted[most - 1 :]
    return Variants(content, made | _fallback(content, made, rest), sum(readers[own] for own in rest))


def _fallback(
    content: EditionContent, made: Mapping[str, Without], rest: Sequence[Without]
) -> dict[str, Without]:
    """A variant without all that those have had for whom there is none without theirs; none where nothing would be left."""
    gone = [hidden(content, without) for without in made.values()]
    bare = [own.told for own in rest if not any(own.told <= one for one in gone)]
    without = Without(told=frozenset().union(*bare))
    is_empty = len(without.told) == sum(1 for _ in content.items())
    return {} if without.is_nothing or is_empty else {_key(without): without}


def _key(without: Without) -> str:
    """A name that follows from what is left out; 18 characters, `.txt` behind it for text alone."""
    if without.is_nothing:
        return EVERYONE
    told = [sorted(without.told)] if without.told else []
    named = json.dumps([sorted(without.sections), sorted(without.sources), *told], ensure_ascii=False)
    made = f"w-{hashlib.sha256(named.encode()).hexdigest()[:16]}"
    return f"{made}.txt" if without.text_only else made
