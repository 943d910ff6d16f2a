"""What an extractor passed over of an article: lines that stand where the article's other lines stand."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from digest.collect.article import BlockKind
from digest.collect.lines import Line
from digest.collect.visible import Seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Found = list[tuple[BlockKind, str]]

TELLING = 6
"""Words from which a line is known again, and worth being taken back."""
SENTENCE = 12
"""Words of a sentence that may stand before or after all that was found."""
MOST_LINKED, MOST_LINKED_OUTSIDE = 0.4, 0.3
"""Shares of a line that may be links: among the article's lines, and before or after them."""
POINTING = 0.8
"""The share of links from which a line is hardly more than one."""
HOLDS = 0.8
"""The share of an article that the smallest element around it has to hold."""
END = 40
"""Letters at either end of a long line by which it is known again."""
COMPANY = 2
"""Lines of an article in places of one kind from which such a place is one for its text."""

_NO_LETTER = re.compile(r"[\W_]+")
_APART = frozenset(("aside", "nav", "footer", "form", "label"))
_APART_OUTSIDE = _APART | {"li", "figure", "figcaption"}


def filled(found: Found, seen: Sequence[Seen]) -> Found:
    """Return what was found of an article, and in its order the lines of the page that it lacks; `seen` are all of them."""
    texts = [line.text for line in seen]
    known = _known(found, texts)
    told = [n for n, number in enumerate(known) if number is not None and texts[n].count(" ") + 1 >= TELLING]
    if not told:
        return found
    room = _Room(seen, told, known)
    missing: defaultdict[int, Found] = defaultdict(list)
    after = -1
    for n, line in enumerate(seen):
        number = known[n]
        if number is not None:
            after = number if room.first <= n <= room.last else after
        elif texts[n].count(" ") + 1 >= TELLING and room.has(n, line, texts[n]):
            missing[after].append((line.kind or "paragraph", texts[n]))
    inside = range(room.first, room.last + 1)
    pointing = {known[n] for n in inside if _points_away(seen[n], texts[n])}
    whole = list(missing[-1])
    for n, one in enumerate(found):
        whole += [one] * (n not in pointing) + missing[n]
    return whole


def _points_away(line: Seen, text: str) -> bool:
    """Say whether a paragraph is a link to another story: hardly more than the link, and no sentence."""
    return (
        line.kind is None
        and line.linked > POINTING * len(text)
        and text.count(" ") + 1 >= TELLING
        and not Line(text, 0).ends
    )


def _known(found: Found, texts: Iterable[str]) -> list[int | None]:
    """Return for each line the number of the found block that it is, or is a part of."""
    letters = [_letters(text) for _, text in found]
    whole = {text: n for n, text in reversed(list(enumerate(letters)))}
    joined, starts = "\n".join(letters), [0]
    for text in letters:
        starts.append(starts[-1] + len(text) + 1)

    def number(text: str) -> int | None:
        line = _letters(text)
        if line in whole or not line:
            return whole.get(line)
        ends = (line[:END], line[-END:]) if len(line) > END else (line,)
        at = next((place for end in ends if (place := joined.find(end)) >= 0), None)
        return None if at is None else bisect_right(starts, at) - 1

    return [number(text) for text in texts]


def _letters(text: str) -> str:
    """What two readings of one line share, however they space it."""
    return _NO_LETTER.sub("", text.casefold())


class _Room:
    """The element of a page that holds an article, and the kinds of places in it that hold its lines."""

    def __init__(self, seen: Sequence[Seen], told: Sequence[int], known: Sequence[int | None]) -> None:
        self._element = _around([(seen[n].element, known[n]) for n in told])
        told = [n for n in told if self._is_around(seen[n].element)]
        self.first, self.last = told[0], told[-1]
        self._places = Counter(_place(seen[n].element) for n in told)
        self._elements = {seen[n].element for n in told}
        self._parents = {seen[n].element.getparent() for n in told} - {None}

    def has(self, number: int, line: Seen, text: str) -> bool:
        """Say whether a line that was passed over is the article's: it stands among its lines, or goes on beyond them."""
        above = _upwards(line.element)
        tags = {element.tag for element in above}
        linked = line.linked / len(text)
        if self.first < number < self.last and self._is_around(line.element):
            if tags & _APART:
                return False
            return "blockquote" in tags or (linked < MOST_LINKED and self._is_a_place(line.element, 1))
        return (
            linked < MOST_LINKED_OUTSIDE
            and not tags & _APART_OUTSIDE
            and self._is_a_place(line.element, COMPANY)
            and text.count(" ") + 1 >= SENTENCE
            and Line(text, 0).ends
        )

    def _is_a_place(self, element: "HtmlElement", company: int) -> bool:
        """Say whether lines of the article stand beside an element, or in so many places that look like it."""
        if element in self._elements or element.getparent() in self._parents:
            return True
        place = _place(element)
        is_named = company == 1 or any(name for _, name in place)
        return is_named and self._places[place] >= company

    def _is_around(self, element: "HtmlElement") -> bool:
        return self._element in _upwards(element)


def _around(told: Sequence[tuple["HtmlElement", int | None]]) -> "HtmlElement":
    """Return the smallest element that holds most of an article's blocks; a teaser that repeats one counts once."""
    held: defaultdict[HtmlElement, set[int | None]] = defaultdict(set)
    for element, number in told:
        for one in _upwards(element):
            held[one].add(number)
    enough = HOLDS * len({number for _, number in told})
    return max((one for one in held if len(held[one]) >= enough), key=lambda one: len(_upwards(one)))


def _upwards(element: "HtmlElement") -> list["HtmlElement"]:
    return [element, *element.iterancestors()]


def _place(element: "HtmlElement") -> tuple[tuple[str, str], ...]:
    """The look of a place: the names and classes of its element and of the one around it."""
    return tuple((one.tag, one.get("class") or "") for one in _pair(element))


def _pair(element: "HtmlElement") -> Iterator["HtmlElement"]:
    yield element
    parent = element.getparent()
    if parent is not None:
        yield parent
