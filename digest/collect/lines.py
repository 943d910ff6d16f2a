"""Raw text into lines that can be judged: white space, hard wraps and glued list marks put right."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from digest.collect.article import BlockKind
from digest.words import STOPS, count_words, lacks_stops

_PLAIN = str.maketrans("‘’“”–—‐", "''\"\"---")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_MARKER = re.compile(r"[-–—•*·▪●‣]\Z")
_ITEM = re.compile(r"[-–—•*·▪●‣]\s+(?=\S)")
_TERMINAL = re.compile(rf"(?:[.!?…{STOPS}][\"”’'»)\]」』）》】*†]*|[.!?…]\s?\[\d+\])\Z")
_STOPPED = re.compile(rf"[{STOPS}]|[.!?…][\"”’'»)\]」』]*(?:\s|\Z)")
LEAST_UNSTOPPED = 12
"""Words from which a line is taken for a sentence where the script marks no sentence's end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line or block: `group` counts the blocks that blank lines separate, `kind` is what the markup said, if any."""

    text: str
    group: int
    kind: BlockKind | None = None
    words: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Count the words once: most rules ask for them."""
        object.__setattr__(self, "words", count_words(self.text))

    @property
    def is_marker(self) -> bool:
        """Whether it is only a list mark: the item stands on the next line."""
        return bool(_MARKER.match(self.text))

    @property
    def is_item(self) -> bool:
        """Whether it opens with a list mark."""
        return self.kind == "item" or bool(_ITEM.match(self.text))

    @property
    def bare(self) -> str:
        """The text without its list mark."""
        return _ITEM.sub("", self.text, count=1)

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_TERMINAL.search(self.text)) or self._is_unmarked_sentence

    @property
    def has_sentence(self) -> bool:
        """Whether a sentence ends anywhere in it."""
        return bool(_STOPPED.search(self.text)) or self._is_unmarked_sentence

    @property
    def _is_unmarked_sentence(self) -> bool:
        return self.words >= LEAST_UNSTOPPED and lacks_stops(self.text)


def tidy(text: str) -> str:
    """Return `text` on one line, in Unicode's composed form, without control and invisible characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(_INVISIBLE.sub("", text).split())


@lru_cache(maxsize=2048)
def normalise(text: str) -> str:
    """Return what two spellings of one line share: case, quotes, dashes and white space do not count."""
    return " ".join(text.translate(_PLAIN).casefold().split()).strip(" .:-*•|>")


def from_text(text: str) -> list[Line]:
    """Return the lines of a raw text that are not empty; paragraphs wrapped at a fixed width are joined again."""
    groups: list[list[str]] = [[]]
    for raw in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text):
        line = tidy(raw)
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    if _is_wrapped(groups):
        groups = [[" ".join(group)] if _is_paragraph(group) else group for group in groups]
    return [Line(line, number) for number, group in enumerate(groups) for line in group]


def from_blocks(blocks: Iterable[tuple[BlockKind | None, str]]) -> list[Line]:
    """Return one line per block of marked-up text; the kind is None where the markup does not say it."""
    return [Line(line, number, kind) for number, (kind, text) in enumerate(blocks) if (line := tidy(text))]


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Say whether most lines that another follows at once stop near one width, in mid-sentence: a hard wrap."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    width = max((len(line) for line, _ in pairs), default=0)
    if len(pairs) < 3 or not 40 <= width <= 120:
        return False
    full = [(line, after) for line, after in pairs if len(line) > width - 22]
    run_on = sum(not _TERMINAL.search(line) and after[0].islower() for line, after in full)
    return len(full) > 0.6 * len(pairs) and run_on > 0.4 * len(full)


def _is_paragraph(group: list[str]) -> bool:
    return len(group) > 1 and not any(_ITEM.match(line) or _MARKER.match(line) for line in group)
