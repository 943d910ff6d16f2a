"""What a headline is made of: flags, the outlet's name, parts between colons and dashes."""

import re
from functools import cache

from digest.editorial.marks import is_whole
from digest.summarize.outlet_names import table
from digest.summarize.outlets import SHAPE_WORDS, SHAPE_WORDS_AFTER_THE

_BREAK = re.compile(
    r":\s+|:(?=[A-Z][a-z])|\s+(?:[–—|-]|--)\s+|;\s+|(?<=[a-z0-9][?!])\s+|\s+(?:>|/)[/>\s]*\s|\s*(?:\.\.\.|…)\s+"
)
_FLAG = re.compile(
    r"(?:(?:exclusive|exclusif|exclusiva|exklusiv|eilmeldung|breaking|urgent|watch|live|opinion|analysis|videos?|photos?|pics?|pictures?|update(?:d)?|interview|explainer|revealed|report|"
    r"just in|developing|correct(?:ed|ion)|factbox|insight|wrapup|rpt|comment|editorial|podcast|gallery|quiz|in pictures|op-ed|q&a)"
    r"(?:\s*(?:\d{1,2}\s*)?(?::|[|–—-])\s+|\s*\d{1,2}\s?-\s?(?=[A-Z'\"‘“]))|\[(?:photos?|video|watch|update|breaking)\]\s*)",
    re.IGNORECASE,
)
_LATE_FLAG = re.compile(
    r"(?:\s*[-–—|]+\s*(?:update|video|photos?|report|live|watch now|opinion|analysis)|--update)[!.]?\Z|(?<=\w):?\s+\(?\+video\)?\Z",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
_CUT_OFF = re.compile(r"\s*(?:\.\.\.+|…)\s*\Z")
_DATE = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*+\W*+|\d++\W*+)+\Z",
    re.IGNORECASE,
)


def bare(headline: str) -> str:
    """A headline without a flag (`Exclusive:`), the outlet's name at its end, brackets, and marks around all of it."""
    text = _BRACKETS.sub(" ", headline).replace(" :", ":" if "(" in headline else " :").strip() or headline
    text = (
        _LATE_FLAG.sub("", without_outlet(_FLAG.sub("", text, count=1) if _FLAG.match(text) else text))
        or headline
    )
    inner = text[1:-1]
    around = text[:1] + text[-1:] in {"“”", "‘’", '""', "''", "„“", "«»"}
    return inner.strip() if around and not re.search(r"[“”\"„«»]|(?<!\w)['‘]|['’](?!\w)", inner) else text


def without_outlet(headline: str, outlet: str = "") -> str:
    """A headline without what an outlet puts behind it: `... | The Courier`, `... - Reuters`; `outlet` is its name, if known."""
    for mark in (" | ", " - ", " – ", " — "):
        head, found, tail = headline.rpartition(mark)
        if (
            found
            and len(head.split()) >= 2
            and (_is_outlet(tail, outlet) or (mark == " | " and len(tail.split()) <= 4))
        ):
            return without_outlet(head.rstrip(), outlet) if mark == " | " else head.rstrip()
    return headline


def _is_outlet(tail: str, outlet: str) -> bool:
    words = tail.casefold().removeprefix("the ").split()
    name = " ".join(words)
    if not words or len(words) > 5:
        return False
    if outlet and name == " ".join(outlet.casefold().removeprefix("the ").split()):
        return True
    shaped = tail.rsplit(maxsplit=1)[-1] in SHAPE_WORDS or (
        tail.startswith("The ") and tail.rsplit(maxsplit=1)[-1] in SHAPE_WORDS_AFTER_THE
    )
    return (
        (shaped and len(words) > 1)
        or name in _outlets()
        or re.fullmatch(
            r"[\w.-]+\.(?:com|org|net|co\.uk|de|fr|es)|(?:bbc|cbs|abc|nbc|fox|sky) (?:news|sport)", name
        )
        is not None
    )


@cache
def _outlets() -> frozenset[str]:
    names = (name for full, others in table().items() for name in (full, *others))
    return frozenset(name.casefold().removeprefix("the ") for name in names)


def is_cut_off(headline: str) -> bool:
    """Say whether a headline ends in three dots: its last words are half of something."""
    return _CUT_OFF.search(_BRACKETS.sub(" ", headline).strip()) is not None


def parts(headline: str) -> list[str]:
    """A headline's parts between colons, dashes and full questions; one that is only a date is left out."""
    text = _CUT_OFF.sub("", bare(headline))
    found: list[str] = []
    start = 0
    for end, begin in [
        *((match.start(), match.end()) for match in _BREAK.finditer(text)),
        (len(text), len(text)),
    ]:
        part = text[start:end].strip(" .,…")
        if is_whole(part) or end == len(text):  # else it breaks within a quotation
            found.append(part)
            start = begin
    return [part for part in found if part and not _DATE.match(part)]
