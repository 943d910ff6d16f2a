"""Text into sentences, by rules and without data files; joined again, the sentences are the text.

Made for edited news English; other languages in Latin letters and Chinese or Japanese text come out sanely.
"""

import re

from digest.summarize.abbreviations import (
    ABBREVIATIONS,
    EXCLAIMED_NAMES,
    NUMBERED,
    PLAIN_WORDS,
    SAID,
    STARTERS,
    TITLES,
)
from digest.words import STOPS, lacks_stops

CLOSERS = "\"”’')\\]»›」』）》】"
OPENERS = "\"“‘'(\\[«‹「『（《【¿¡"
_END = re.compile(
    rf"(?P<mark>\.{{2,}}|[.!?…]+)(?P<close>[{CLOSERS}]*(?:[ \u00a0]»)?)(?P<gap>\s+|(?=[A-Z“\"‘(])|$)"
    rf"|(?P<stop>[{STOPS}]+)(?P<closed>[{CLOSERS}]*)\s*"
    r"|(?P<blank>[ \t]*\n[ \t]*\n\s*)"
)
_LAST_WORD = re.compile(r"[\w.’'&!?-]*\Z")
_NEXT_WORD = re.compile(rf"[{OPENERS}—–-]*\s*([\w’'.-]*)")
_SPEAKER = re.compile(r"(?:[A-Z][\w.’'-]+\s+){1,3}(\w+)")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")
_ZONES_AND_DAYS = re.compile(
    r"(?:E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|BST|UTC|CET|IST|Eastern|Pacific|Central|Mountain|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_SPOKEN = re.compile(
    r"と|って|など|[のをにはがも]|[、，,]|[^。！？、，「“]{0,12}?(?:说|說|称|稱|表示|指出|告诉|告訴|问道|問道)"
)
"""What goes on behind a quotation in Japanese and Chinese: a particle, or who said it."""
_BRANDS = re.compile(r"(?:iPhone|iPad|iOS|iTunes|eBay|iPod|macOS)\b")


def split(text: str) -> list[str]:
    """Return the sentences of `text` with the white space that follows each: `"".join(split(t)) == t`."""
    return [text[start:end] for start, end in spans(text)]


def spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends; together they cover the whole text without gaps."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() > start and text[start : match.end()].strip() and _ends(text, start, match):
            found.append((start, match.end()))
            start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the mark found really ends the sentence that began at `start`."""
    if match.end() == len(text) or match["blank"]:
        return True
    if match["stop"]:
        return not (match["closed"] and _SPOKEN.match(text, match.end()))
    if not match["gap"]:
        return _glued(text, start, match)
    if "\n" in match["gap"] and re.search(r"\n\s*\n", match["gap"]):
        return True
    if not _can_begin(text, match.end()) or _inside_brackets(text, start, match):
        return False
    if match["mark"] == ".":
        return _full_stop_ends(text, start, match)
    if match["mark"].strip(".…") == "":
        return _ellipsis_ends(text, match)
    return _exclamation_ends(text, match)


def _can_begin(text: str, at: int) -> bool:
    """Say whether what stands at `at` may begin a sentence: a capital, a digit, a mark that opens one, a brand."""
    head = text[at : at + 12].lstrip("\"“‘'([«‹「『—–- ")
    if not head:
        return False
    begins = not head[0].islower() and (head[0].isalnum() or head[0] in "¿¡$£€#@…")
    return begins or bool(_BRANDS.match(head))


def _word_before(text: str, start: int, at: int) -> str:
    found = _LAST_WORD.search(text, max(start, at - 30), at)
    return found[0].lstrip("’'-") if found else ""


def _next_word(text: str, at: int) -> str:
    found = _NEXT_WORD.match(text, at)
    return found[1].rstrip(".") if found else ""


def _begins_clearly(text: str, at: int) -> bool:
    """Say whether the next word begins sentences rather than names, or a quotation opens there."""
    word = _next_word(text, at)
    return word[:1].isupper() and re.split("[’']", word.lower())[0] in STARTERS


def _full_stop_ends(text: str, start: int, match: re.Match[str]) -> bool:
    word = _word_before(text, start, match.start())
    low, at = word.lower(), match.end()
    if word.isdigit() and not text[start : match.start() - len(word)].strip(' -•*\n\t"“('):
        return False  # "1. " numbers the item
    if lacks_stops(text[max(0, match.start() - 1) : match.start()]):
        return False  # Thai has no full stops but those of abbreviations
    if match["close"].strip("'’"):
        return True  # a closed quotation or bracket
    if low in ABBREVIATIONS:
        return _abbreviation_ends(word, text, at)
    return _initial_ends(word, text, at) if _INITIALS.fullmatch(word) else True


def _abbreviation_ends(word: str, text: str, at: int) -> bool:
    """Say whether a sentence ends with this abbreviation, by the word that follows."""
    low = word.lower()
    if low in TITLES:
        return False
    if low in NUMBERED and text[at : at + 1].isdigit():
        return False
    if low in ("a.m", "p.m"):
        return not _ZONES_AND_DAYS.match(text, at)
    if low in PLAIN_WORDS and word.islower():
        return True  # "the ill", "miss": the word itself, not a state's name
    return _begins_clearly(text, at)


def _initial_ends(word: str, text: str, at: int) -> bool:
    """`J. Smith` goes on; `Plan B. The rest` ends, and so does `you and I. But`."""
    return _begins_clearly(text, at) and (word == "I" or _next_word(text, at).lower() not in ("a", "i"))


def _ellipsis_ends(text: str, match: re.Match[str]) -> bool:
    """Dots that stand free leave words out of a sentence; dots at a word's end trail off and may end it."""
    free = text[match.start() - 1 : match.start()].isspace() and len(match["mark"]) < 4
    return bool(match["close"]) or not free or _begins_clearly(text, match.end())


def _exclamation_ends(text: str, match: re.Match[str]) -> bool:
    word = _word_before(text, 0, match.start()) + match["mark"]
    if word.lower() in EXCLAIMED_NAMES:
        return _begins_clearly(text, match.end())
    if not match["close"]:
        return True
    speaker = _SPEAKER.match(text, match.end())
    return not (speaker and speaker[1] in SAID)


def _inside_brackets(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the mark stands inside a bracket after which the sentence goes on."""
    opened = max(text.rfind("(", start, match.start()), text.rfind("[", start, match.start()))
    if opened < 0 or any(c in text[opened : match.end()] for c in ")]"):
        return False
    closed = re.compile(r"[)\]]").search(text, match.end(), match.end() + 300)
    if closed is None or not text[start:opened].strip():
        return False
    return bool(re.match(r"\s*[a-z,;:—–-]", text[closed.end() : closed.end() + 3]))


def _glued(text: str, start: int, match: re.Match[str]) -> bool:
    """A scraper ate the space: `touching…There’s`, `media.The union`; names such as `Node.Js` stay whole."""
    word = _word_before(text, start, match.start())
    tail = re.search(r"[a-z’')\d]{2,}\Z|\d%?\Z", word)
    if match["mark"] == "." and (tail is None or "." in word[:-1] or word.lower() in TITLES):
        return False
    return bool(re.match(r"[“\"‘(]?[A-Z][a-z’']*[\s,]", text[match.end() : match.end() + 24]))
