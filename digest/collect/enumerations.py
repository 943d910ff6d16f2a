"""Lists that belong to an article: a sentence of its text announces them with a colon."""

from collections.abc import Mapping, Sequence

from digest.collect.article import BlockKind
from digest.collect.lines import Line

ANNOUNCING = 4
"""Words from which a line with a colon at its end may announce a list."""
LONGEST = 40
"""Words of an entry."""
FEWEST, FEWEST_UNMARKED = 2, 3
"""Entries of a list whose lines have a mark, and of one whose lines have none."""
FEWEST_WORDS_UNMARKED = 3
"""Words of an entry without a mark: buttons and menus have fewer."""


def announced(
    lines: Sequence[Line], kinds: Mapping[int, BlockKind], why: Mapping[int, str]
) -> tuple[int, ...]:
    """Return the numbers of the lines that are entries of such lists, though alone they look like menus or headings."""
    found: list[int] = []
    for number, kind in kinds.items():
        line = lines[number]
        if kind == "paragraph" and line.text.endswith((":", "：")) and line.words >= ANNOUNCING:
            found += _marked(lines, number + 1, why) or _unmarked(lines, number + 1, kinds)
    return tuple(found)


def _marked(lines: Sequence[Line], start: int, why: Mapping[int, str]) -> list[int]:
    run = []
    for number in range(start, len(lines)):
        if why.get(number) != "list entry" or lines[number].words > LONGEST:
            break
        run.append(number)
    return run if len(run) >= FEWEST else []


def _unmarked(lines: Sequence[Line], start: int, kinds: Mapping[int, BlockKind]) -> list[int]:
    """Entries of one block; a last one above prose in the same block may be its heading."""
    run: list[int] = []
    for number in range(start, len(lines)):
        line = lines[number]
        if kinds.get(number) != "heading" or line.kind is not None or line.words < FEWEST_WORDS_UNMARKED:
            break
        if run and line.group != lines[run[-1]].group:
            break
        run.append(number)
    after = lines[run[-1] + 1 :][:1] if run else []
    if after and after[0].group == lines[run[-1]].group:
        run.pop()
    return run if len(run) >= FEWEST_UNMARKED else []
