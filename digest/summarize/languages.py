"""The languages whose small words are known: which one a text is in, and which of its words say nothing about its subject."""

import re
from collections import Counter
from collections.abc import Mapping

from digest.summarize import stopwords

ENGLISH, GERMAN, FRENCH, SPANISH = "en", "de", "fr", "es"
OTHER = ""
"""Any other language: only shapes are known of it."""
LOOKED_AT = 1_000
"""Characters of a text by which its language is told."""
_WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TELLING: Mapping[str, frozenset[str]] = {
    ENGLISH: _words(
        "the and of to is was for that with has have from by are he she it they this but which said"
    ),
    GERMAN: _words(
        "der die das und ist nicht mit den dem von auf eine ein einen für sich im zu er wird dass sind"
    ),
    FRENCH: _words(
        "le les des et est une dans du pour sur qui au aux avec pas ce cette il elle sont par été"
    ),
    SPANISH: _words("el los las y del una por con para se su como lo más fue ha este esta al pero son"),
    "nl": _words("de het een van en niet zijn voor met op dat te aan door ook naar bij werd"),
    "it": _words("il di che della per gli sono una nel con non alla dei delle è del ha anche più"),
    "pt": _words("o os um uma não com para do da em ao dos das foi que mais pela como são"),
    "sv": _words("och att det som på är en för med av den till inte har ett om var"),
    "da": _words("og det at er en til på som med af for ikke den har de et var"),
    "pl": _words("i w na z się nie do że jest to o przez dla jak po ale"),
}
"""Small words by which a text in one of these languages is told from the others; the last six only so as not to be mistaken."""

_SILENT: Mapping[str, frozenset[str]] = {
    GERMAN: stopwords.GERMAN,
    FRENCH: stopwords.FRENCH,
    SPANISH: stopwords.SPANISH,
}


def language_of(text: str, declared: str | None = None) -> str:
    """Return `en`, `de`, `fr`, `es` or OTHER: what a tag such as `de-AT` says, else what the small words of the text say.

    A text without any small word is taken for English.
    """
    if declared:
        tag = declared.replace("_", "-").partition("-")[0].casefold()
        return tag if tag == ENGLISH or tag in _SILENT else OTHER
    words = Counter(_WORD.findall(text[:LOOKED_AT].lower()))
    counts = {language: sum(map(words.__getitem__, small)) for language, small in _TELLING.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if best == ENGLISH or best in _SILENT else OTHER


def silent_words(language: str) -> frozenset[str]:
    """Return the words of a language, in small letters, that say nothing about what a text is about."""
    return _SILENT.get(language, stopwords.ENGLISH)
