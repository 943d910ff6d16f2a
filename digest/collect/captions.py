"""Captions: the credit of a picture, and the lines above it that describe the picture."""

from collections.abc import Sequence

from digest.collect import phrases
from digest.collect.lines import Line, normalise

LONGEST = 80
"""Words of a caption or description; a longer line is prose."""


def is_credit(line: Line) -> bool:
    """Say whether a line tells who took a picture."""
    return len(line.text) < 260 and bool(phrases.CREDIT.search(line.text))


def is_picture(line: Line) -> bool:
    """Say whether a line reads like the description of a picture."""
    return line.words <= LONGEST and bool(phrases.PICTURE.match(line.text))


def find(lines: Sequence[Line], free: Sequence[int]) -> frozenset[int]:
    """Return the numbers of the captions among the lines in `free`."""
    spaced = _is_spaced(lines)
    found: set[int] = set()
    for number in free:
        if is_credit(lines[number]):
            found.add(number)
            found.update(_above(lines, number, spaced=spaced))
        elif number and is_picture(lines[number]):
            found.add(number)
    return frozenset(found & set(free))


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Say whether blank lines separate the page's blocks, so that a caption's lines are known by standing together."""
    return len({line.group for line in lines}) > 0.55 * len(lines)


def _above(lines: Sequence[Line], credit: int, *, spaced: bool) -> list[int]:
    """Return the one or two lines above a credit that describe the picture; never the page's first line."""
    found: list[int] = []
    for number in range(credit - 1, max(credit - 3, 0), -1):
        line = lines[number]
        if line.words > LONGEST or line.kind == "heading":
            break
        together = spaced and line.group == lines[credit].group
        twin = bool(found) and normalise(line.text) == normalise(lines[found[-1]].text)
        bare = not found and not spaced and not line.ends and line.words > 2
        if not (together or twin or bare or is_picture(line)):
            break
        found.append(number)
    return found
