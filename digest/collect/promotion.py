"""Is a line an offer, a wall, a notice or a button rather than news? Judged by phrase, voice and shape."""

import re

from digest.collect import phrases
from digest.collect.lines import Line

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']*\s+")
_URL = re.compile(r"\A(?:https?://|www\.)\S+\Z")


def reason(line: Line) -> str | None:
    """Return why a line is not the article's ("promotion", "notice", "navigation", "link"), or None."""
    text = line.bare
    if _URL.match(text):
        return "link"
    if phrases.NAVIGATION.match(text):
        return "navigation"
    if line.words <= 90 and phrases.NOTICE.search(text) and not _reports(text):
        return "notice"
    return "promotion" if _weight(line, text) >= 3 else None


def _reports(text: str) -> bool:
    return bool(phrases.REPORTED.search(_QUOTED.sub(" ", text))) and len(text.split()) > 20


def _weight(line: Line, text: str) -> int:
    """Add up what speaks for an offer and take off what speaks for news; three is an offer."""
    plain = _QUOTED.sub(" ", text)
    offers = min(3, len({match[0].casefold() for match in phrases.OFFER.finditer(plain)}))
    pieces = [p for p in _SENTENCE.split(plain) if p.strip()]
    orders = sum(bool(phrases.IMPERATIVE.match(p.lstrip('-•*–“" '))) for p in pieces)
    voice, news = bool(phrases.VOICE.search(plain)), bool(phrases.ABOUT_NEWS.search(plain))
    if not offers or line.words > 110:
        return 3 if 1 < len(pieces) == orders and voice and news and line.words <= 40 else 0
    weight = (
        offers + voice + news + (orders > 0) + (orders == len(pieces)) + (not line.ends and line.words < 25)
    )
    return weight - 2 * bool(phrases.REPORTED.search(plain)) - (plain != text) - (line.words > 60)
