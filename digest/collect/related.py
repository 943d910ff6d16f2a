"""Lists of other stories that stand around an article: known by their marks and kickers, kept as metadata."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.collect import kickers
from digest.collect.article import Related
from digest.collect.lines import Line, normalise

LONGEST = 60
"""Words of a headline or deck; a longer line is prose."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The related stories found and the numbers of the lines that they took."""

    stories: tuple[Related, ...]
    lines: frozenset[int]


def find(lines: Sequence[Line], free: Sequence[int]) -> Listed:
    """Return the related stories among the lines whose numbers are in `free` (those not judged yet)."""
    stories: list[Related] = []
    taken: set[int] = set()
    at = 0
    while at < len(free):
        used, story = _item(lines, free[at : at + 3])
        if story is not None:
            stories.append(story)
            taken.update(free[at : at + used])
        at += max(used, 1)
    return Listed(tuple(stories), frozenset(taken))


def marked(lines: Sequence[Line], free: Sequence[int]) -> Listed:
    """Return the stories of lists whose marks stand on lines of their own, before anything else is judged."""
    if not any(lines[n].is_marker for n in free):
        return Listed((), frozenset())
    stories: list[Related] = []
    taken: set[int] = set()
    for at, number in enumerate(free):
        if lines[number].is_marker and number not in taken:
            used, story = _marked([lines[n] for n in free[at + 1 : at + 3]])
            stories.extend([story] if story else [])
            taken.update(free[at : at + used] if story else ())
    return Listed(tuple(stories), frozenset(taken))


def _item(lines: Sequence[Line], free: Sequence[int]) -> tuple[int, Related | None]:
    """Return how many lines the item that begins here takes, and the item; (0, None) where none begins."""
    first = lines[free[0]]
    if first.words <= 30 and (headline := kickers.linked_headline(first.text)):
        return 1, Related(None, headline, None)
    following = [lines[n] for n in free[1:3]]
    if first.is_marker:
        return _marked(following)
    deck = following[0] if following else None
    if (
        deck is not None
        and not first.ends
        and first.words <= 25
        and _has_run_in_kicker(deck)
        and not first.is_marker
    ):
        kicker, rest = kickers.split(deck.bare)
        return 2, Related(kicker, first.bare, rest)
    return 0, None


def _marked(following: Sequence[Line]) -> tuple[int, Related | None]:
    """Read the lines after a mark that stands alone: a headline, then perhaps a deck."""
    if not following or following[0].words > LONGEST or following[0].is_marker:
        return 1, None
    headline = following[0]
    if headline.ends and headline.words > 20:
        return 0, None
    deck = following[1] if len(following) > 1 else None
    if (
        deck is None
        or deck.is_marker
        or deck.words > LONGEST
        or (deck.ends and kickers.split(deck.text)[0] is None)
    ):
        kicker, rest = kickers.split(headline.text)
        return 2, Related(kicker, rest or headline.text, None)
    kicker, rest = kickers.split(deck.text)
    return 3, Related(kicker, headline.text, rest)


def _has_run_in_kicker(line: Line) -> bool:
    """Say whether a deck opens with a kicker of two words or more: one word might begin any sentence."""
    kicker, rest = kickers.split(line.bare)
    return (
        kicker is not None and rest is not None and " " in kicker and not line.ends and line.words <= LONGEST
    )


def under_headings(lines: Sequence[Line], free: Sequence[int]) -> Listed:
    """Return what stands under "Related stories", "You may also like" and the like, up to the next prose."""
    stories: list[Related] = []
    taken: set[int] = set()
    listing = False
    for number in free:
        line = lines[number]
        if kickers.heads_related(line.text):
            listing = True
            taken.add(number)
        elif listing and (
            line.kind in (None, "item") and not (line.ends and line.words >= 12) and line.words <= 30
        ):
            stories.append(Related(None, line.bare, None))
            taken.add(number)
        else:
            listing = False
    return Listed(tuple(stories), frozenset(taken))


def contents(lines: Sequence[Line], free: Sequence[int]) -> frozenset[int]:
    """Return the list items that only announce headings of the same page (`- 1. Vote on the deal`)."""
    items = [n for n in free if lines[n].is_item and not lines[n].ends and lines[n].bare]
    later = {normalise(lines[n].text): n for n in free if not lines[n].is_item}
    announced = {n for n in items if later.get(normalise(lines[n].bare), -1) > n}
    if len(announced) < 2:
        return frozenset()
    return frozenset(
        n
        for n in items
        if n in announced or (min(announced) <= n <= max(announced) + 12 and _next_to(n, items))
    )


def _next_to(number: int, items: Sequence[int]) -> bool:
    return number - 1 in items or number + 1 in items
