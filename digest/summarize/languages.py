"""The languages whose small words are known: which one a text is in, and which of its words say nothing about its subject."""

import re
from collections import Counter
from collections.abc import Mapping

from digest.summarize.abbreviations import SILENT

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

_GERMAN = _words(
    "aber alle als also auch auf aus bei bis das dass dem den der des die dies diese diesem diesen dieser dieses doch dort "
    "durch ein eine einem einen einer eines für gegen hat hatte hatten haben ihm ihn ihr ihre ihrem ihren ihrer ist kann "
    "kein keine können mehr mit muss nach nicht noch nun nur oder ohne schon sehr sein seine seinem seinen seiner seit sich "
    "sie sind soll sollen sowie über und uns unter viel vom von vor war waren was weil wenn werden wie wieder wir wird "
    "wurde wurden zum zur zwei zwischen sagt sagte laut heute gestern"
)
_FRENCH = _words(
    "alors après aussi aux avait avaient avant avec avoir ces cet cette ceux chez comme contre dans depuis des deux dont "
    "donc elle elles encore entre est été était étaient être eux fait ils leur leurs lors lui mais même moins non nos notre "
    "nous ont par pas pendant peu plus pour qu quand que quel quelle qui sans selon sera ses son sont sous sur tous tout "
    "toute très une vers vous dit déclaré affirmé les mardi lundi hier"
)
_SPANISH = _words(
    "ante antes así aunque cada como con contra cual cuando del desde donde dos durante ella ellas ellos entre era eran esa "
    "ese eso esta está están estas este esto estos fue fueron han hasta hay las les los más mientras muy nos otra otro otros "
    "para pero poco por porque que quien según ser será sin sobre son sus también tan tiene toda todo todos tras una unas uno "
    "unos dijo dice aseguró señaló afirmó hoy ayer"
)
_SILENT: Mapping[str, frozenset[str]] = {GERMAN: _GERMAN, FRENCH: _FRENCH, SPANISH: _SPANISH}


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
    return _SILENT.get(language, SILENT)
