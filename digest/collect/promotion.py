"""Is a line an offer, a wall, a notice or a button rather than news? Judged by phrase, voice and shape."""

import re

from digest.collect import abroad, houseads, labels, notices, offers, phrases
from digest.collect.lines import Line
from digest.words import count_words

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']*\s+")
_FIRST_WORD = re.compile(r"\W*([^\W_]+)")
_URL = re.compile(r"(?:https?://|www\.)\S+\Z")
_SHOWN = frozenset(("paragraph", "item", "quote"))
"""Where the markup has shown that an address stands in the text, it is a part of it."""
LONGEST = 110
"""Words of an offer; a longer line is prose."""


def reason(line: Line, *, is_first: bool = False) -> str | None:
    """Return why a line is not the article's ("promotion", "notice", "navigation", "link"), or None.

    The first line of a page is likely its title: `is_first` asks for the strongest signs.
    """
    text = line.bare
    if _URL.match(text):
        return None if line.kind in _SHOWN else "link"
    if len(text) < 80 and (labels.NAVIGATION.fullmatch(text) or houseads.is_share_bar(text)):
        return "navigation"
    if line.words > LONGEST:
        return None
    words = phrases.words_of(text)
    if any(notices.NOTICES.found(text, words)) and not _reports(text):
        return "notice"
    if _weight(line, text, words) >= (5 if is_first else _enough(line)):
        return "promotion"
    return None if is_first else abroad.reason(text, words, line.words, is_shown=line.kind in _SHOWN)


def _enough(line: Line) -> int:
    """Text that the markup has shown to be the article's needs stronger signs of an offer, a long paragraph the strongest."""
    if line.kind is None or line.kind == "heading":
        return 3
    return 5 if line.words > 25 else 4


def _reports(text: str) -> bool:
    return count_words(text) > 20 and not offers.REPORTED.isdisjoint(phrases.words_of(_QUOTED.sub(" ", text)))


def _weight(line: Line, text: str, words: frozenset[str]) -> int:
    """Add up what speaks for an offer and take off what speaks for news; three is an offer in raw text."""
    plain = _QUOTED.sub(" ", text)
    if plain != text:
        words = phrases.words_of(plain)
    asked = min(3, len({match[0].lower() for match in offers.OFFERS.found(plain, words)}))
    voice, news = not offers.VOICE.isdisjoint(words), not offers.ABOUT_NEWS.isdisjoint(words)
    if not asked and not (voice and news and line.words <= 40):
        return 0
    pieces = [piece for piece in _SENTENCE.split(plain) if piece.strip()]
    orders = sum(_is_order(piece) for piece in pieces)
    if not asked:
        is_call = len(pieces) > 1 or (not line.ends and line.words <= 12)
        return 3 if orders == len(pieces) and is_call else 0
    weight = (
        asked + voice + news + (orders > 0) + (orders == len(pieces)) + (not line.ends and line.words < 25)
    )
    return weight - 2 * (not offers.REPORTED.isdisjoint(words)) - (plain != text) - (line.words > 60)


def _is_order(sentence: str) -> bool:
    first = _FIRST_WORD.match(sentence)
    return first is not None and first[1].lower() in offers.ORDERS
