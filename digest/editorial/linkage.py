"""Average linkage over pairs that are alike: groups grow while their members are alike on the average."""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

Similarities = Mapping[tuple[int, int], float]
_Sums = defaultdict[int, dict[int, float]]

FEW = 0.25
"""How much more alike two single members must be than large groups: few witnesses must agree the more."""


def linked(size: int, alike: Similarities) -> list[list[int]]:
    """The places 0 to `size` - 1 in groups, joined while the average likeness of two groups reaches 1 (more for small ones).

    `alike` holds pairs with the lower place first; a pair that is missing is not alike at all. Of equally near groups
    those with the lowest places are joined first.
    """
    groups = {place: [place] for place in range(size)}
    sums: _Sums = defaultdict(dict)
    for (one, other), likeness in alike.items():
        sums[one][other] = sums[other][one] = likeness
    waiting = [(-likeness / (1 + FEW), *pair) for pair, likeness in alike.items() if likeness >= 1 + FEW]
    heapq.heapify(waiting)
    while waiting:
        negative, one, other = heapq.heappop(waiting)
        if one not in groups or other not in groups or -negative != _nearness(sums, groups, one, other):
            continue
        groups[one] += groups.pop(other)
        _merge(sums, one, other)
        for near in sorted(sums[one]):
            reached = _nearness(sums, groups, one, near)
            if reached >= 1:
                heapq.heappush(waiting, (-reached, min(one, near), max(one, near)))
    return [sorted(group) for group in groups.values()]


def _merge(sums: _Sums, one: int, other: int) -> None:
    """Lay the sums of `other` on those of `one`, which it has been joined to."""
    for near, total in sums.pop(other).items():
        del sums[near][other]
        if near != one:
            sums[one][near] = sums[near][one] = sums[one].get(near, 0.0) + total


def _nearness(sums: _Sums, groups: Mapping[int, Sequence[int]], one: int, other: int) -> float:
    """The average likeness of two groups, over what groups of their sizes need."""
    first, second = len(groups[one]), len(groups[other])
    return sums[one].get(other, 0.0) / (first * second) / (1 + FEW / max(first, second))
