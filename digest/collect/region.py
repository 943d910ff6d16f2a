"""Where on a whole page the article stands: the stretch of lines in which text is dense."""

import re
from collections.abc import Mapping, Sequence

from digest.collect.article import BlockKind
from digest.collect.lines import Line
from digest.words import is_spaceless, pairs

FEWEST_LINES = 60
"""A text with fewer lines is an article as scrapers leave it, not a whole page with its menus and lists."""

ABOVE = 12
"""Lines above the text among which its title is looked for."""
NEVER_TITLES = frozenset(("promotion", "notice", "byline", "credit line", "navigation", "link"))
_LONG_WORD = re.compile(r"\w{4,}")
_COSTS = {"navigation": 4, "menu or list of links": 4, "fragment": 4, "list entry": 4, "mark": 1, "detail": 4}
"""What a dropped line between two stretches of text costs, in words; those that stand inside articles cost nothing."""
HEADING = 10
"""What a short line that was taken for a heading costs: most of a page's menus look like that."""
MOST = 50
"""Words of a paragraph that count: one long line is not yet an article."""
_NUMBERED = re.compile(r"(?:No\. ?|#)?(\d{1,3})(?:[.):]|\s+[-–—])?\s+\w")
_COMMENTS = re.compile(
    r"(?:\d+ |top(?: rated)? |all |recent |reader |your |view )*(?:comments?|responses?|replies|thoughts)\b(?: \(?\d+\)?| to .*| on .*)?\W*\Z"
    r"|(?:leave a (?:reply|comment)|join the (?:discussion|conversation)|what do you think)\W*\Z",
    re.IGNORECASE,
)


def outside(lines: Sequence[Line], kinds: Mapping[int, BlockKind], why: Mapping[int, str]) -> list[int]:
    """Return the kept lines of a whole page that stand outside its article; none where the text is not a whole page."""
    if not is_whole_page(lines):
        return []
    entries = _entries(lines, kinds)
    worth = [0 if n in entries else _worth(lines[n], kinds.get(n), why.get(n)) for n in range(len(lines))]
    first, last = _densest(worth)
    return [n for n in kinds if not first <= n <= last]


def is_whole_page(lines: Sequence[Line]) -> bool:
    """Say whether this is a page's every line, rather than an article's as scrapers leave it, or marked-up text."""
    return len(lines) >= FEWEST_LINES and not any(line.kind for line in lines)


def headline(lines: Sequence[Line], body: Sequence[int], why: Mapping[int, str]) -> int | None:
    """Return the number of the line just above the text whose words come again in it most: a whole page's title."""
    if not body:
        return None
    said = set(_terms(" ".join(lines[n].text for n in body)))
    near = range(max(0, body[0] - ABOVE), body[0])
    scores = {n: _likeness(lines[n], said) for n in near if why.get(n) not in NEVER_TITLES}
    best = max(scores, key=lambda n: scores[n], default=None)
    return best if best is not None and scores[best] > 0 else None


def _terms(text: str) -> list[str]:
    words = _LONG_WORD.findall(text.lower())
    return pairs(text) + [word for word in words if word.isascii()] if is_spaceless(text) else words


def _likeness(line: Line, said: set[str]) -> float:
    words = _terms(line.text)
    if not words or not 3 <= line.words <= 30 or line.text.endswith((".", ":", "。")):
        return 0.0
    return sum(word in said for word in words) / len(words) * min(line.words, 12)


def comments(lines: Sequence[Line], kinds: Mapping[int, BlockKind]) -> list[int]:
    """Return the kept lines below a heading of readers' comments, where three paragraphs of text stand above it."""
    text = 0
    for number, line in enumerate(lines):
        text += kinds.get(number, "heading") != "heading"
        if text >= 3 and line.words <= 8 and _COMMENTS.match(line.text):
            return [n for n in kinds if n >= number]
    return []


def _worth(line: Line, kind: BlockKind | None, why: str | None) -> int:
    if kind is None:
        return -_COSTS.get(why or "", 0)
    return -HEADING if kind == "heading" else min(line.words, MOST)


def _entries(lines: Sequence[Line], kinds: Mapping[int, BlockKind]) -> set[int]:
    """Return the headings of an article that is a list: three or more numbered in turn, up or down, each with its own text."""
    found: set[int] = set()
    run: list[int] = []
    before, step = 0, 0
    for number, line in enumerate(lines):
        mark = _NUMBERED.match(line.text) if kinds.get(number) == "heading" else None
        if mark is None or kinds.get(number + 1) != "paragraph":
            continue
        value = int(mark[1])
        goes_on = abs(value - before) == 1 and value - before in {step, step or value - before}
        step, before, run = (value - before if goes_on else 0), value, [*(run if goes_on else []), number]
        if len(run) >= 3:
            found.update(run)
    return found


def _densest(worth: Sequence[int]) -> tuple[int, int]:
    """Return the ends of the stretch whose sum is greatest."""
    best = (0, 0, len(worth) - 1)
    running, start = 0, 0
    for number, value in enumerate(worth):
        if running <= 0:
            running, start = 0, number
        running += value
        if running > best[0]:
            best = (running, start, number)
    return best[1], best[2]
