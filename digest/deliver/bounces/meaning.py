"""What the words of a refusal mean."""

import re
import unicodedata
from functools import cache

from digest.deliver.bounces.phrases import PATTERNS, Meaning

__all__ = ["Meaning", "meanings", "plain"]

LONGEST = 6000
"""Characters of a passage that are searched for phrases."""
_STROKES = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters whose stroke or missing dot is part of them: nothing that normalization takes off."""
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Lower case, without accents, on one line: what the phrases are written in."""
    folded = text[:LONGEST].casefold().replace("\u2019", "'")
    if not folded.isascii():
        apart = unicodedata.normalize("NFKD", folded)
        folded = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_STROKES)
    return _SPACE.sub(" ", folded)


@cache
def _compiled(one: Meaning) -> "re.Pattern[str]":
    return re.compile("|".join(part if part.isascii() else plain(part) for part in PATTERNS[one]))


def meanings(text: str) -> tuple[Meaning, ...]:
    """Every meaning whose words a text has, in the order of the phrases."""
    bare = plain(text)
    return tuple(one for one in PATTERNS if _compiled(one).search(bare))
