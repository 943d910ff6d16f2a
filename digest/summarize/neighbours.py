"""What stands beside a mark that may end a sentence: the word before it, the words after it, and how they begin."""

import re

from digest.summarize.abbreviations import STARTERS

OPENERS = "\"“‘'’(\\[{«‹»›„‚「『（《【¿¡*_"
_TO_LAST_WORD = re.compile(r"(?s:.*)[\s“”\"‘„‚«»()\[\]{}—–/…,;:]")
_NEXT_WORDS = re.compile(rf"[{OPENERS}—–-]{{0,8}}\s?([\w’'.-]*)(?:\s+([\w’'-]*))?")
_BEFORE_HEADS = "\"“‘'’([{«‹»„‚″「『—–- *_\u00a0\u202f\u200b"
_FIRST_MARKS = "¿¡$£€#@…§✓✔✗✘→➔➤►▶■□●○◆"
_POINT_FIVE = re.compile(r"\.\d")
_SPEECH = re.compile(r"[“\"‘„«][A-Z][^“”\"‘’„«»]{0,300}[,.!?][”\"’“»]")
_SMALL_HEADS = re.compile(
    r"(?:iPhone|iPad|iOS|iTunes|eBay|iPod|iCloud|iMac|macOS|watchOS|xAI|e[A-Z][a-z])\w*\b"
    r"|(?:(?:von|van|de|del|della|den|der|di|da|dos|du|bin|bint|ibn|ten|ter|al|el)[ -]){1,3}[A-Z]"
    r"|[’'](?:s|t|n|k)\s[A-Z]"
    r"|(?:[a-z]|[ivx]{1,4})\)\s"
)
"""What begins a sentence though it is written small: brands, particles of names, letters that number an item."""


def word_before(text: str, start: int, at: int) -> str:
    """Return the word that ends at `at`, within the sentence begun at `start`."""
    begun = max(start, at - 30)
    found = _TO_LAST_WORD.match(text, begun, at)
    return text[found.end() if found else begun : at].lstrip("’'-*_#@")


def before_word(text: str, start: int, at: int) -> str:
    """Return up to 60 characters of the sentence that stand before `at`."""
    return text[max(start, at - 60) : at]


def next_words(text: str, at: int) -> tuple[str, str]:
    """Return the next two words, without the marks that open a quotation or a bracket before them."""
    found = _NEXT_WORDS.match(text, at)
    return (found[1].rstrip("."), found[2] or "") if found else ("", "")


def can_begin(text: str, at: int) -> bool:
    """Say whether what stands at `at` may begin a sentence: a capital, a digit, a mark that opens one, a brand."""
    window = text[at : at + 24]
    head = window.lstrip(_BEFORE_HEADS)
    if not head:
        return False
    if head[0].isalnum():
        small = head[0].islower() and not "\u10d0" <= head[0] <= "\u10ff"  # Georgian has no capitals
        return not small or _begins_small(text, at + len(window) - len(head))
    return head[0] in _FIRST_MARKS or bool(_POINT_FIVE.match(head))


def _begins_small(text: str, at: int) -> bool:
    """`iPhone`, `von der Heide`, `b) `, `’s Avonds`"""
    return bool(_SMALL_HEADS.match(text, at) or _SMALL_HEADS.match(text, at - 1))


def begins_clearly(text: str, at: int, starters: frozenset[str] = STARTERS) -> bool:
    """Say whether the next word begins sentences rather than names."""
    word = next_words(text, at)[0]
    return word[:1].isupper() and re.split("[’']", word.lower())[0] in starters


def speech_begins(text: str, at: int) -> bool:
    """Say whether somebody's words are quoted next, rather than a name in quotation marks."""
    return bool(_SPEECH.match(text, at))
