"""Names that have the shape of an outlet's: capitalised words of which the last is `Times`, `Herald`, `Zeitung`."""

import re
from collections.abc import Iterable, Iterator

from digest.summarize.abbreviations import STARTERS
from digest.summarize.heads import is_origin
from digest.summarize.outlets import NOT_OUTLETS, PLACES_OF_A_SHAPE, SHAPE_WORDS, SHAPE_WORDS_AFTER_THE

DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\.))\b"
)
_LAST = SHAPE_WORDS | SHAPE_WORDS_AFTER_THE
_TAIL = re.compile(r"-[A-Z]\w+")
_BEFORE = re.compile(r"[A-Z][\w&.’'-]*[\w’'] \Z")
_OF_A_PLACE = re.compile(r" of [A-Z]\w+")
_GOES_ON = re.compile(rf" (?!{DAY})[A-Z]|[’']s (?!{DAY})[A-Z]\w+ [A-Z]\w+ (?:of|for)\b")
_THE = re.compile(r"\b[Tt]he \Z")
_MOST_WORDS = 4
"""How many capitalised words may stand before the last one."""


def shaped(text: str, words: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Where such names begin, without an article, and end, and how they are printed; `words` are the capitalised ones."""
    for match in words:
        end = match.end()
        if text[end : end + 1] == "-" and (tail := _TAIL.match(text, end)):
            end = tail.end()
        found = _named(text, match.start(), end) if text[match.start() : end] in _LAST else None
        if found:
            yield found


def _named(text: str, place: int, end: int) -> tuple[int, int, str] | None:
    """The name whose last word stands from `place` to `end`."""
    start, word, of = start_of_name(text, place), text[place:end], _OF_A_PLACE.match(text, end)
    if of and word not in PLACES_OF_A_SHAPE:
        return None
    end = of.end() if of else end
    bare, article = text[start:end], _THE.search(text, max(0, start - 4), start)
    if bare.casefold() in NOT_OUTLETS or _GOES_ON.match(text, end):
        return None
    if article is None and (word in SHAPE_WORDS_AFTER_THE or " " not in bare):
        return None
    capital = article is not None and (article[0][0] == "T" or " " not in bare)
    return start, end, f"The {bare}" if capital else bare


def start_of_name(text: str, start: int) -> int:
    """Where the capitalised words begin that stand before the one at `start`."""
    for _ in range(_MOST_WORDS):
        before = _BEFORE.search(text, max(0, start - 30), start)
        if before is None or _is_outside(before[0].strip()):
            return start
        start = before.start()
    return start


def _is_outside(word: str) -> bool:
    return word.casefold() in STARTERS or bool(re.match(DAY, word)) or is_origin(word)
