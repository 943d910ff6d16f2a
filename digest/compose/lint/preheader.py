"""The line that an inbox shows beside the subject: hidden, first in the body, padded so that nothing else shows."""

from collections.abc import Iterator

from lxml.etree import _Element

from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding
from digest.compose.lint.page import Page, is_hidden, visible, words_of

SHORTEST, LONGEST, ROW = 40, 200, 100


def preheader(case: Case) -> Iterator[Finding]:
    """Its length, its place and its padding."""
    page, found = case.page, preheader_of(case.page)
    if found is None:
        message = "there is none: the inbox shows the mail's first words; hide a line of 40 to 200 characters first in the body"
        yield page.finding("preheader", "warn", None, message)
        return
    text = words_of(found)
    if len(text) < SHORTEST:
        yield page.finding(
            "preheader", "warn", found, f"{len(text)} characters; 40 or more fill the inbox row"
        )
    if len(text) > LONGEST:
        yield page.finding(
            "preheader", "fail", found, f"{len(text)} characters; no inbox shows more than 200"
        )
    if first_words(page) is not found:
        yield page.finding(
            "preheader-first", "fail", found, "something stands before it, and the inbox shows that"
        )
    if len("".join(map(str, found.itertext()))) < ROW:
        message = (
            "it is not padded: the inbox goes on with the mail's first words; add spaces that nobody sees"
        )
        yield page.finding("preheader-padded", "fail", found, message)


def preheader_of(page: Page) -> _Element | None:
    """The hidden element that comes before anything of size, or None."""
    for element in page.body.iterchildren("div", "span", "p", "td", "table"):
        if is_hidden(element) and words_of(element):
            return element
    return None


def first_words(page: Page) -> _Element | None:
    """The element that holds the body's first words."""
    for element, text in page.texts():
        if visible(text):
            return _outermost(page, element)
    return None


def _outermost(page: Page, element: _Element) -> _Element:
    while (parent := element.getparent()) is not None and parent is not page.body:
        element = parent
    return element
