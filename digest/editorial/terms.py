"""Words of a text as the grouping compares them: folded, stemmed lightly, without the words that say nothing."""

import re
import unicodedata
from functools import lru_cache

from digest.editorial.commonplaces import HEADLINE_WORDS
from digest.summarize.stopwords import ENGLISH, FRENCH, GERMAN, SPANISH
from digest.words import is_spaceless, pairs

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
GRAM = 4
"""Characters of a piece of a word."""


def fold(text: str) -> str:
    """Small letters without accents, compatibility forms replaced, `U.S.` as `us`."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = plain.translate({ord(char): None for char in set(plain) if unicodedata.combining(char)})
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), _POSSESSIVE.sub("", plain))


STOP_WORDS = frozenset(map(fold, ENGLISH | GERMAN | FRENCH | SPANISH)) - {"us"}
"""Of all four languages: the share of articles in several is small, and these words mean little in any of them."""


def words(text: str) -> list[str]:
    """All words of `text` in order, folded; numbers are words too."""
    return _WORD.findall(fold(text))


def terms(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order; of a script without spaces the pairs of its characters."""
    if is_spaceless(text):
        return [*pairs(fold(text)), *(stem(word) for word in telling(text) if not is_spaceless(word))]
    return [stem(word) for word in telling(text)]


def telling(text: str) -> list[str]:
    """The words that carry meaning, in order, folded."""
    return [word for word in words(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]


def grams(word: str) -> list[str]:
    """The pieces of a word, its start and end marked: spellings, compounds and inflections of one word share some."""
    marked = f"#{word}#"
    return [marked[at : at + GRAM] for at in range(max(1, len(marked) - GRAM + 1))]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A short form that the inflections of one word share: `tapering`, `tapers` and `tapered` meet.

    It is meant for comparing texts, not for printing, and errs on the side of leaving words apart.
    """
    for ending, least in (("ing", 4), ("ies", 2), ("ied", 2), ("ed", 4), ("es", 4), ("s", 3)):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= least
            and not word.endswith(("ss", "us", "is"))
        ):
            return _trimmed(word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else ""))
    return _trimmed(word)


def _trimmed(word: str) -> str:
    """`stopp` as `stop`, `tape` as `tap`: what is left when an ending went."""
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


GENERIC = frozenset(map(stem, HEADLINE_WORDS))
"""The stems of the words that any headline may have."""
