"""Words of a text as the grouping compares them: folded, stemmed lightly, without the words that say nothing."""

import re
import unicodedata

from digest.editorial.stopwords import STOP_WORDS

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")


def fold(text: str) -> str:
    """Small letters without accents, compatibility forms replaced, `U.S.` as `us`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), _POSSESSIVE.sub("", plain))


def words(text: str) -> list[str]:
    """All words of `text` in order, folded; numbers are words too."""
    return _WORD.findall(fold(text))


def terms(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [
        stem(word) for word in words(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())
    ]


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
