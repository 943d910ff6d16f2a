"""Quotation marks: whether one is left open, and sentences that one quotation spans held together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from digest.summarize import sentences
from digest.words import count_words

LONGEST = 80
"""Words after which a quotation that its paragraph does not close is taken for one whose closing mark is missing."""
_INWARD_OPENS = re.compile(r"(?<!\S)»(?=[\w¿¡])")
_SINGLE_OPENS = re.compile(r"‘(?=[^\W\d_])")
_ROUND_OPENS = re.compile(r"(?<![:;=-])\(")
"""A bracket that is no part of a face: `:(`."""
_SINGLE_CLOSES = re.compile(r"(?<=[.,!?…])’(?!\w)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A kind of quotation mark: `balance` counts those opened less those closed; of marks that are the same at both ends, all."""

    balance: Callable[[str], int]
    is_same: bool = False

    def is_open(self, balance: int) -> bool:
        return balance % 2 == 1 if self.is_same else balance > 0


def _paired(opens: str, closes: str) -> _Mark:
    return _Mark(lambda text: text.count(opens) - sum(text.count(mark) for mark in closes))


_STRAIGHT = _Mark(lambda text: text.count('"'), is_same=True)
_SWEDISH = _Mark(lambda text: text.count("”"), is_same=True)
_ENGLISH, _GERMAN = _paired("“", "”"), _paired("„", "“”")
_FRENCH, _INWARD = _paired("«", "»"), _paired("»", "«")
_CORNERS = (_paired("「", "」"), _paired("『", "』"))
_BRACKETS = (
    _Mark(lambda text: len(_ROUND_OPENS.findall(text)) - text.count(")")),
    _paired("[", "]"),
)
_SINGLE = _Mark(lambda text: len(_SINGLE_OPENS.findall(text)) - len(_SINGLE_CLOSES.findall(text)))


def is_open(text: str) -> bool:
    """Say whether a bracket or a double quotation mark is opened in `text` and not closed; English, German, French, Swedish, CJK marks."""
    return any(mark.is_open(mark.balance(text)) for mark in (*_doubles(text), *_BRACKETS))


def _doubles(text: str) -> tuple[_Mark, ...]:
    """The kinds of double marks that `text` is set with: “ closes in German what „ opens, and ” opens in Swedish too."""
    if text.isascii():
        return (_STRAIGHT,)
    curly = _GERMAN if "„" in text else _ENGLISH if "“" in text else _SWEDISH
    pointed = _INWARD if _INWARD_OPENS.search(text) else _FRENCH
    return (_STRAIGHT, curly, pointed, *_CORNERS)


def whole(paragraph: str) -> list[str]:
    """Split a paragraph into sentences; what stands between two quotation marks stays in one piece.

    Where the paragraph itself leaves a quotation open, the piece that would hold all the rest is cut at LONGEST words.
    """
    marks = _marks_of(paragraph)
    is_closed = not any(mark.is_open(mark.balance(paragraph)) for mark in marks)
    pieces: list[str] = []
    begun, words, balances = 0, 0, [0] * len(marks)
    for start, end in sentences.spans(paragraph):
        sentence = paragraph[start:end]
        words += count_words(sentence)
        balances = [held + mark.balance(sentence) for held, mark in zip(balances, marks, strict=True)]
        if end < len(paragraph) and _is_held(marks, balances) and (is_closed or words < LONGEST):
            continue
        pieces.append(paragraph[begun:end].strip())
        begun, words, balances = end, 0, [0] * len(marks)
    return [piece for piece in pieces if piece]


def _marks_of(paragraph: str) -> tuple[_Mark, ...]:
    """The marks to be heeded in a paragraph: single ones only where they are paired, since ’ is an apostrophe too."""
    doubles = _doubles(paragraph)
    if "‘" not in paragraph or _SINGLE.balance(paragraph):
        return doubles
    return (*doubles, _SINGLE)


def _is_held(marks: Sequence[_Mark], balances: Sequence[int]) -> bool:
    return any(mark.is_open(balance) for mark, balance in zip(marks, balances, strict=True))
