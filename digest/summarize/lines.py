"""Where sentences end without a mark: headings on lines of their own, bullets, items numbered in a row."""

import re

from digest.summarize.abbreviations import STARTERS

LONGEST_HEADING = 40
"""Characters of a line that is taken for a heading; wrapped prose has longer ones."""
_BULLETS = "•◦▪‣⁃"
_ITEM_AT_LINE = re.compile(rf"[{_BULLETS}]|[-–—*]\s+\S|\(?(?:\d{{1,3}}|[a-z])[.)]{{1,2}}\s")
_STARTS_ITEM = re.compile(
    rf"\s*(?P<bullet>[{_BULLETS}])|\s*\(?(?P<number>\d{{1,3}}|[a-z])(?P<mark>[.)]{{1,2}})\s"
)
_LISTED = re.compile(r"\s*[-–—*]\s")


def line_ends(text: str, start: int, at: int, following: int) -> bool:
    """Say whether the line break at `at` ends a sentence; `following` is where the next line's words begin."""
    if _ITEM_AT_LINE.match(text, following):
        dashed = text[following] in "-–—*"
        return (
            not dashed
            or text[at - 1] == ":"
            or bool(_LISTED.match(text, start))
            or _is_upper(text, following)
        )
    begun = max(start, text.rfind("\n", max(0, at - LONGEST_HEADING - 1), at) + 1)
    return text[following].isupper() and at - begun <= LONGEST_HEADING and _is_heading(text[begun:at])


def _is_upper(text: str, following: int) -> bool:
    return text[following + 1 : following + 4].strip()[:1].isupper()


def _is_heading(line: str) -> bool:
    """A heading ends with a word that says something, not with a comma or an article."""
    last = line.rstrip().split()[-1:]
    return bool(last) and last[0][-1] not in ",;:–—-" and last[0].lower() not in STARTERS


def next_item(text: str, start: int, at: int) -> int:
    """Return where the item begins whose number or bullet stands at `at`, if it goes on with the sentence's; else 0."""
    first = _STARTS_ITEM.match(text, start)
    if first is None or at <= first.end():
        return 0
    if first["bullet"]:
        return at if text[at] == first["bullet"] and text[at - 1].isspace() else 0
    if not text.startswith(first["mark"], at):
        return 0
    number = _following(first["number"])
    begun = at - len(number)
    if text[begun:at] != number or not text[at + len(first["mark"]) : at + len(first["mark"]) + 1].isspace():
        return 0
    begun -= text[begun - 1] == "("
    return begun if text[begun - 1].isspace() else 0


def _following(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
