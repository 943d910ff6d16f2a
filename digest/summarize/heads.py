"""The words before a name, without those that only lead up to it: articles, adjectives, the kind of outlet it is."""

from digest.summarize.outlets import KIND_WORDS, NO_NAMES, OWNERS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = {"au": "à", "aux": "à", "du": "de", "des": "", "al": "a", "del": "de"}
_LEADING_UP = _words(
    "the a an der die das dem den le la les el los its sister rival local state national conservative liberal respected "
    "celebrity trade industry entertainment leading news business financial sports tech technology satirical own partner "
    "online private public weekly daily based regional then official"
)
_MOST = 8
"""How many words may lead up to a name (`told the Hong Kong-based English daily`)."""


def bare_head(head: str) -> tuple[str, bool]:
    """Return the head without what leads up to the name, one space at its end, and whether it calls it an outlet.

    Contracted articles come out as their prepositions (`au` as `à`), since the phrase goes on before them.
    """
    words = head.split()
    called, last = False, ""
    if words and words[-1].casefold() in ("l'", "l’", "d'", "d’"):
        words[-1:] = ["de"] if words[-1][0] in "dD" else []
    for _ in range(_MOST):
        if not words:
            break
        word = words[-1]
        if word in _ARTICLES:
            words[-1:] = [_ARTICLES[word]] if _ARTICLES[word] else []
            break
        if word == "a" and _is_spanish(words, last):
            break
        is_kind = word.rstrip(",") in KIND_WORDS
        if not (is_kind or word in NO_NAMES or word in _LEADING_UP or is_origin(word)):
            break
        called = called or is_kind
        last = words.pop()
        if last == "affiliate" and words:
            words.pop()  # `told CNN affiliate KXYZ`
    return (" ".join(words) + " " if words else ""), called


def is_origin(word: str) -> bool:
    """Say whether a word tells where an outlet is from or whose it is: `Germany's`, `Beijing-based`, `state-run`."""
    if word[0].isupper() and word.endswith(("'s", "’s")):
        return word[:-2] not in OWNERS
    return word.endswith(("-based", "-run", "-owned", "-backed")) or (
        word[0].islower() and word.endswith(("-selling", "-circulation", "-leaning", "-wing", "-controlled"))
    )


def _is_spanish(words: list[str], last: str) -> bool:
    """`dijo a la BBC`, `informó a Reuters`: the preposition, not the English article."""
    return last in {"la", "el", "los", "las", "diario"} or (
        len(words) > 1 and words[-2].endswith(("ó", "dijo", "dijeron"))
    )
