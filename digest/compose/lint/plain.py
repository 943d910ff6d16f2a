"""The text part: there, readable in a terminal, and with every story and link that the HTML has."""

import re
from collections.abc import Iterator

from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding, short
from digest.compose.lint.page import is_hidden, words_of
from digest.compose.textpart import columns_of

WIDTH = 78
_SHOWN = 5
_ADDRESS = re.compile(r"\S+://\S+")
_LETTERS = re.compile(r"[\W_]+")


def text_part(case: Case) -> Iterator[Finding]:
    """Only of a mail: a page has no text part."""
    if case.message is None:
        return
    if not (case.text or "").strip():
        yield Finding(
            "text-part", "fail", "text", "there is no text part: watches, terminals and spam filters want one"
        )
        return
    yield from _lines(case.text or "")
    yield from _links(case)
    yield from _stories(case)


def _lines(text: str) -> Iterator[Finding]:
    """Lines past 78 columns; an address is as long as it is."""
    wide = [
        (number, columns_of(line))
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > WIDTH // 2 and columns_of(_ADDRESS.sub("", line).strip()) > WIDTH
    ]
    for number, columns in wide[:_SHOWN]:
        yield Finding("text-width", "warn", f"text line {number}", f"{columns} columns; wrap at 78", number)
    if len(wide) > _SHOWN:
        number = wide[_SHOWN][0]
        message = f"{len(wide) - _SHOWN} more lines are too long"
        yield Finding("text-width", "warn", f"text line {number} and on", message, number)


def _links(case: Case) -> Iterator[Finding]:
    text, told = case.text or "", set()
    for link in case.page.all("a"):
        href = (link.get("href") or "").strip()
        if not href.lower().startswith(("http://", "https://")) or href in told or href in text:
            continue
        told.add(href)
        yield case.page.finding("text-link", "fail", link, "the text part lacks this link")


def _stories(case: Case) -> Iterator[Finding]:
    text = letters(case.text or "")
    for heading in case.page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        words = words_of(heading)
        if words and not is_hidden(heading) and letters(words) not in text:
            message = f"the text part lacks {short(words, 60)!r}"
            yield case.page.finding("text-story", "fail", heading, message)


def letters(text: str) -> str:
    """The letters and digits alone, as one word in one case: what stays the same however a text is set."""
    return _LETTERS.sub("", text).casefold()
