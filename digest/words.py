"""How many words a text has, in scripts that set spaces between words and in those that do not."""

import re

STOPS = "。！？｡।॥۔؟։።။។"
"""The marks that end sentences where they are not those of Latin script; no space need follow them."""

_HAN_AND_KANA = (
    "\u3005\u3007\u3041-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_SOUTH_EAST_ASIAN = "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17d7-\u17ff"
_SPACELESS = re.compile(f"[{_HAN_AND_KANA}{_SOUTH_EAST_ASIAN}]")
_RUN = re.compile(f"(?P<east>[{_HAN_AND_KANA}]+)|[{_SOUTH_EAST_ASIAN}]+")
_UNSTOPPED = re.compile("[\u0e01-\u0e5b\u0e81-\u0edf]")


def count_words(text: str) -> int:
    """Return how many words `text` has: those between white space, and about as many in a run without any.

    A run of Chinese or Japanese has a word per two characters; one of Thai, Lao, Khmer or Burmese, where vowels
    and tones are characters of their own, a word per four.
    """
    pieces = text.split()
    return sum(map(_count_in_piece, pieces)) if is_spaceless(text) else len(pieces)


def _count_in_piece(piece: str) -> int:
    """Punctuation between runs makes no words, but a piece of nothing else is one, as in any script."""
    if not is_spaceless(piece):
        return 1
    runs = sum(-(-len(run[0]) // (2 if run["east"] else 4)) for run in _RUN.finditer(piece))
    return runs + sum(any(sign.isalnum() for sign in rest) for rest in _RUN.sub(" ", piece).split())


def is_spaceless(text: str) -> bool:
    """Say whether `text` holds anything of a script that sets no spaces between its words."""
    return not text.isascii() and bool(_SPACELESS.search(text))


def pairs(text: str) -> list[str]:
    """Return the pairs of neighbours in the runs of such a script: they stand for words where texts are compared."""
    return [run[0][at : at + 2] for run in _RUN.finditer(text) for at in range(len(run[0]) - 1)]


def lacks_stops(text: str) -> bool:
    """Say whether `text` ends in a script that marks no sentence's end (Thai, Lao)."""
    return bool(_UNSTOPPED.match(text[-1:]))
