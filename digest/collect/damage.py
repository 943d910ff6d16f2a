"""Quotation marks, apostrophes and dashes that a wrong character set has turned into question marks, put back.

Only in a text that proves it: one that has `don?t`, `town?s`, or a mark behind a full stop or a comma, which no question makes.
"""

import re
from dataclasses import dataclass

_PROOF = re.compile(
    r"(?<![\w/=&?.-])[A-Za-z]{2,20}\?(?:s|t|re|ve|ll|d|m)(?![\w=?/&-])|[a-z]{5}\.\?(?=\s|\Z)|[a-z]{3},\?(?=\s)"
)
_QUOTED = re.compile(r"\s*([^?]{2,300}[^\s?])\?(?=[\s.,;:)]|\Z)")
"""What stands up to the next mark, where that mark may close it."""
_MARK = re.compile(r"(?<!\s)\s*\?")
_SPACE = re.compile(r"\s*")
_CONTRACTED = re.compile(r"(?:s|t|re|ve|ll|d|m)\b")
_RUPEES = re.compile(r"[\d,.]+ ?(?:crores?|cr|lakhs?|L)\b")
"""Sums that are counted so are rupees."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ASKS = re.compile(
    r"(?:and |but |so |or )?(?:what|who|whom|whose|which|where|when|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|"
    r"would|should|may|am|don|isn|won)\b",
    re.IGNORECASE,
)
_LAST_SENTENCE = re.compile(r"[^.!?“”]*\Z")
LONGEST = 20_000
"""Characters of a paragraph that is read for it, so that none takes long."""
APOSTROPHE, OPENS, CLOSES, DASH = "’", "“", "”", "–"


def is_damaged(text: str) -> bool:
    """Say whether question marks stand in a text where apostrophes were."""
    return "?" in text and _PROOF.search(text) is not None


def in_lines(text: str) -> str:
    """A damaged text, each of its lines mended."""
    return "\n".join(map(mended, text.split("\n")))


def mended(paragraph: str) -> str:
    """A paragraph of a damaged text with the marks that its question marks must have been; those that ask stay."""
    if "?" not in paragraph or len(paragraph) > LONGEST:
        return paragraph
    left, at = _Mended("", is_open=False), 0
    kept = [match.span() for match in _ADDRESS.finditer(paragraph)]
    for found in _MARK.finditer(paragraph):
        if any(start <= found.start() < end for start, end in kept):
            continue
        after = paragraph[found.end() :]
        left = left.with_mark(paragraph[at : found.start()], found[0], after)
        space = _SPACE.match(after) if left.text.endswith(OPENS) else None
        at = found.end() + (space.end() if space else 0)
    return left.text + paragraph[at:]


@dataclass(frozen=True, slots=True)
class _Mended:
    """The text up to a place, and whether a quotation is open there."""

    text: str
    is_open: bool

    def with_mark(self, before: str, mark: str, after: str) -> "_Mended":
        """The text with what stands before the next mark, and with that mark as what it was; `mark` has the space before it."""
        text, first = self.text + before, after[:1]
        spaced, last = mark != "?", text[-1:]
        if not spaced and last.isalpha() and _CONTRACTED.match(after):
            return _Mended(text + APOSTROPHE, self.is_open)
        if first.isdigit() and (spaced or not last.isalnum()):
            return _Mended(text + mark[:-1] + ("₹" if _RUPEES.match(after) else "?"), self.is_open)
        if self.is_open:
            return _within(text, mark, after)
        following = after.lstrip()[:1]
        said = last in ".!?…,:" and following.isupper()
        quoted = _QUOTED.match(after)
        if last and last in ".,!…" and not (following and (spaced or quoted)):
            return _Mended(text + mark[:-1], is_open=False)  # it closed what was opened elsewhere
        if spaced and first.isspace() and not said and not (quoted and not _asks(quoted[1])):
            return _Mended(f"{text} {DASH}", is_open=False)
        if following and (spaced or not last or last in "([" or said):
            return _Mended(f"{text}{' ' if text and last not in '([' else ''}{OPENS}", is_open=True)
        if last == "s" and first.isspace() and following.islower():
            return _Mended(text + APOSTROPHE, is_open=False)
        dashed = last.isalnum() and (first.islower() or first.isdigit())
        return _Mended(text + (DASH if dashed else mark), is_open=False)


def _within(text: str, mark: str, after: str) -> _Mended:
    """The text within a quotation, which the mark ends, if it is no question's."""
    first, following = after[:1], after.lstrip()[:1]
    if text[-1:].isalnum() and (following.isupper() or first == "?") and _asks(text[text.rfind(OPENS) + 1 :]):
        return _Mended(text + "?", is_open=True)
    if mark != "?" and first and not first.isspace():
        return _Mended(f"{text} {OPENS}", is_open=True)
    glued = first.isalnum() or first in tuple("“(")
    return _Mended(text + CLOSES + " " * glued, is_open=False)


def _asks(said: str) -> bool:
    last = _LAST_SENTENCE.search(said)
    return last is not None and _ASKS.match(last[0].lstrip()) is not None
