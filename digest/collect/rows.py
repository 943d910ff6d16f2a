"""Rows of JSON Lines: one object per article, its values checked before anything is done with them."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from digest.collect.damage import in_lines, is_damaged
from digest.errors import UnreadableError

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|img|figure|table)\b[^<>]*>",
    re.IGNORECASE,
)
_TEXTS = (
    "title",
    "text",
    "html",
    "source",
    "url",
    "published",
    "updated",
    "kicker",
    "byline",
    "section",
    "dek",
    "language",
    "guid",
    "image",
)
_DATES = frozenset(("published", "updated"))
_TOLD = frozenset(("title", "text", "dek"))
"""What a writer wrote; the rest is data."""
_BODIES = ("paragraphs", "text", "html")


@dataclass(frozen=True, slots=True)
class Row:
    """A checked row: each text as plain text (`html` as it is), `paragraphs` as a tuple."""

    texts: Mapping[str, str]
    paragraphs: tuple[str, ...]


def parse(line: str) -> Mapping[str, object]:
    """Return the object on one line; raises UnreadableError with the place where it stops being one."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"it is not JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(
            "it is not JSON that can be read: it is nested too deeply or a number is too long"
        ) from error
    if not isinstance(row, dict):
        raise UnreadableError(f"it is {_named(row)}, not an object {{...}} with title and text")
    return row


def check(row: Mapping[str, object], *, title_is_enough: bool = False) -> Row:
    """Return the row with its shape proved; raises UnreadableError that names the key, what was found, what is allowed."""
    texts = {key: _text(key, row[key]) for key in _TEXTS if row.get(key) is not None}
    paragraphs = _paragraphs(row.get("paragraphs"))
    allowed = ("title", *_BODIES) if title_is_enough else _BODIES
    if not paragraphs and not any(texts.get(key, "").strip() for key in allowed):
        raise UnreadableError(f"it has no text: one of the keys {', '.join(allowed)} must hold some")
    return _mended(Row(texts, paragraphs))


def _mended(row: Row) -> Row:
    """The row with the marks put back that a wrong character set took from its text."""
    if not is_damaged("\n".join((row.texts.get("text", ""), *row.paragraphs))):
        return row
    texts = {key: in_lines(value) if key in _TOLD else value for key, value in row.texts.items()}
    return Row(texts, tuple(map(in_lines, row.paragraphs)))


def _text(key: str, value: object) -> str:
    if key in _DATES and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise UnreadableError(f"the key {key!r} is {_named(value)}; a string is allowed")
    return value if key == "html" else plain(value)


def _paragraphs(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise UnreadableError(f"the key 'paragraphs' is {_named(value)}; a list of strings is allowed")
    for number, item in enumerate(value, start=1):
        if not isinstance(item, str):
            raise UnreadableError(
                f"item {number} of the key 'paragraphs' is {_named(item)}; a string is allowed"
            )
    return tuple(plain(item) for item in value if item.strip())


def plain(text: str) -> str:
    """Return text without the tags and entities that an export left in it; other text is as it was."""
    if _TAG.search(text):
        import nh3

        text = nh3.clean(
            re.sub(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]*>", "\n", text, flags=re.IGNORECASE), tags=set()
        )
    return html.unescape(text) if re.search(r"&#?\w{2,8};", text) else text


def _named(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "null" if value is None else names.get(type(value), "something else")
