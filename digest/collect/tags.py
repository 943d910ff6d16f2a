"""An article's tags as pages, rows and front matter give them: short texts, each once."""

import re
from collections.abc import Iterable, Iterator, Mapping

from digest.collect import lines
from digest.collect.said import Page, name_in, plain

KEYS = ("tags", "keywords", "categories")
"""What the fields are called that hold tags."""
MOST = 30
LONGEST = 80
_COMMA = re.compile(r"[,;、，；\n]")
_LIST = re.compile(r"\A\s*(?P<key>tags|keywords|categories)\s*:(?P<value>.*)\Z", re.IGNORECASE)
_ITEM = re.compile(r"\A\s*-\s+(?P<value>.+)\Z")


def read(*values: object) -> tuple[str, ...]:
    """The tags in these values: a text with commas, or a list of texts or of objects with a name; of the rest nothing.

    At most 30 of at most 80 characters; two that differ in capitals alone are one.
    """
    kept: dict[str, str] = {}
    for tag in _texts(values):
        name = lines.tidy(tag).strip("#\"' ")
        if 0 < len(name) <= LONGEST:
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())[:MOST]


def of_fields(fields: Mapping[str, object]) -> tuple[str, ...]:
    """The tags of a row or of a text's head."""
    return read(*(fields.get(key) for key in KEYS))


def of_page(page: Page) -> tuple[str, ...]:
    """The tags that a page names: JSON-LD's keywords, `article:tag`, `news_keywords`."""
    given = [
        element.get("content")
        for element in page.tree.iter("meta")
        if (element.get("property") or element.get("name") or "").lower() == "article:tag"
    ]
    return read(page.ld.get("keywords"), given, page.first("news_keywords", "parsely-tags"))


def of_front_matter(fields: Iterable[str]) -> tuple[str, ...]:
    """The tags in lines of YAML: `tags: a, b`, `tags: [a, b]`, or a list of `- a` lines below."""
    found: list[str] = []
    is_open = False
    for line in fields:
        key, item = _LIST.match(line), _ITEM.match(line)
        if key:
            value = re.sub(r"(?:\A|\s)#\s.*\Z", "", key["value"]).strip()
            found.append(value.removeprefix("[").removesuffix("]"))
            is_open = not value
        elif is_open and item:
            found.append(item["value"])
        elif line.strip():
            is_open = False
    return read(*found)


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        listed = value[:MOST] if isinstance(value, list) else [value]
        for one in listed:
            text = plain(name_in(one) if isinstance(one, dict) else one)
            yield from _COMMA.split(text or "")
