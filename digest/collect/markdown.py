"""Markdown into blocks of plain text, and its front matter into fields."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from digest.collect import tags
from digest.collect.article import BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

Found = list[tuple[BlockKind, str]]

_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)\s*:\s*(?P<value>.*)\Z")
_KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "list_item_open": "item",
    "blockquote_open": "quote",
}


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split `key: value` lines between `---` lines at the top off; of lists only tags are read, joined by commas."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    fields = {}
    for line in match["fields"].splitlines():
        field = _FIELD.match(line)
        if field and (value := _unquoted(field["value"].strip())):
            fields[field["key"].strip().lower()] = value
    named = tags.of_front_matter(match["fields"].splitlines())
    return {**fields, **({"tags": ", ".join(named)} if named else {})}, text[match.end() :]


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    if quoted:
        return value[1:-1].replace(value[0] * 2, value[0]).replace('\\"', '"').strip()
    return "" if value[:1] in ("[", "{", "|", ">") else re.sub(r"\s+#.*\Z", "", value)


def blocks(text: str) -> tuple[str | None, Found]:
    """Return the text's first heading of the first level, if it opens the text, and its blocks."""
    from markdown_it import MarkdownIt

    found: Found = []
    inside: list[BlockKind] = []
    title: str | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in _KINDS:
            inside.append(_KINDS[token.type])
        elif token.type.replace("_close", "_open") in _KINDS:
            inside.pop()
        elif token.type == "inline":
            plain = _plain(token.children or [])
            if title is None and not found and inside[-1:] == ["heading"]:
                title = plain
            else:
                found.extend(
                    (inside[-1] if inside else "paragraph", line)
                    for line in plain.split("\n")
                    if line.strip()
                )
    return title, found


def _plain(tokens: Sequence["Token"]) -> str:
    """Return the text of inline markup: links and emphasis are their text, pictures and raw HTML are nothing."""
    pieces = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak":
            pieces.append("\n")
    return "".join(pieces).strip()
