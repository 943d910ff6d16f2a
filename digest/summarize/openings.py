"""How an article opens: datelines, bylines and other lines that a lead cannot begin with."""

import re

from digest.words import STOPS, count_words, lacks_stops

_AGENCY = r"(?:AP|AFP|CNN|Reuters|UPI|Bloomberg|Associated Press|The Associated Press|dpa|ANI|PTI|IANS|KYODO|Xinhua|TASS|[A-Z]{2,6})"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ -][A-ZÀ-Þ.’'-]+){0,3}"
_DAY = r"(?:,\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2})?"
_DATELINE = re.compile(
    rf"""(?:
        \((?P<lone>{_AGENCY})\)\s*(?:--|[—–-])?\s*                          # (CNN) --  or  (CNN)Text
      | {_PLACE}(?:,\s[A-ZÀ-Þ][\w.’' ]{{1,25}}?)?{_DAY}
        (?:,?\s*\([A-Z][\w.&/ ]{{1,30}}\))?\s*(?:--|[—–]|\s-\s)\s*           # LONDON, March 3 (AP) -
      | {_PLACE}(?:,\s[A-ZÀ-Þ][\w.’' ]{{1,25}}?)?{_DAY}\s*\([A-Z][\w.&/ ]{{1,30}}\)\s*:?\s*
      | {_PLACE}:\s(?=[A-Z][a-z])                                           # NEW DELHI: Their
    )""",
    re.VERBOSE,
)
_BYLINE = re.compile(
    r"(?:By|BY|Words by|Story by|Written by)\s+(?:[A-ZÀ-Þ][\w.’'-]*\s*,?\s*(?:and\s+)?){1,8}[.,|]?\Z"
)
_TERMINAL = re.compile(rf"[.!?…{STOPS}][\"”’')\]»」』）》】*]*\Z")


_SIGNS = re.compile(r"(?<=\s)[^\w\s.!?…\"”’']+\s*\Z")
"""Signs and emoji that stand free behind the end."""
_LEANING = re.compile(
    r"[\"“‘'(]*(?:He|She|It|They|Him|His|Her|Its|Their|Them|This|That|These|Those|But|And|So|Yet|Or|Nor|However|Meanwhile|Also|Still|Then|Instead|"
    r"Such|Both|Another|Others|Moreover|Because|The (?:move|decision|two|pair|statement|comments?|latter|former))\b"
)


_ANSWER = re.compile(r"\bthe answers?\b|^[\"“‘'(]*(?:Yes|No|Not|Perhaps|Maybe|Probably)\b", re.IGNORECASE)


def leans_back(sentence: str) -> bool:
    """Say whether a sentence opens with a word that points at the one before it (`He`, `But`, `The move`)."""
    return bool(_LEANING.match(sentence))


def answers(sentence: str) -> bool:
    """Say whether a sentence makes sense only behind the question that it answers."""
    return bool(_ANSWER.search(sentence)) or leans_back(sentence)


def without_dateline(text: str) -> str:
    """Return `text` without the place and agency it opens with (`LONDON (AP) - `, `(CNN)`): a suffix of it."""
    match = _DATELINE.match(text)
    rest = text[match.end() :] if match else text
    return rest if rest[:1].isupper() or rest[:1] in "“\"'‘" or rest[:1].isdigit() else text


def is_complete(sentence: str) -> bool:
    """Say whether a sentence ends as one does, with a mark of its own (a picture sign may stand behind it).

    A script that marks no end ends anywhere.
    """
    bare = _SIGNS.sub("", sentence).rstrip()
    return bool(_TERMINAL.search(bare)) or lacks_stops(bare)


def lacks_only_its_mark(sentence: str) -> bool:
    """Say whether the last sentence of a paragraph is whole though its full stop is missing: long, and no heading."""
    words = sentence.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= 15 and small * 2 > len(words) and sentence[-1].isalnum()


def is_unusable(sentence: str, title: str | None) -> bool:
    """Say whether a lead cannot open with this: a byline, a fragment, a repetition of the title."""
    if _BYLINE.match(sentence) or not any(c.isalpha() for c in sentence):
        return True
    if title is not None and sentence.strip(" .").casefold() == title.strip(" .").casefold():
        return True
    return count_words(sentence) < 3 and not re.search(f"[{STOPS}]", sentence)
