"""What a page has to say of itself: doctype, language, direction, title, metas, headings, the article around it all."""

import re
from collections.abc import Iterator

from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding, short
from digest.compose.lint.page import Page, is_hidden, words_of

_DOCTYPE = re.compile(r"\s*<!doctype html\b", re.IGNORECASE)
_HEADING = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCHEMES = ("color-scheme", "supported-color-schemes")


def document(case: Case) -> Iterator[Finding]:
    """The doctype, and the root's language and direction."""
    page = case.page
    if not _DOCTYPE.match(page.source.lstrip("\ufeff")):
        yield Finding(
            "doctype", "fail", "html line 1", "<!DOCTYPE html> is missing: clients fall into quirks mode", 1
        )
    if not (page.root.get("lang") or "").strip():
        yield page.finding("lang", "fail", page.root, "no lang: a screen reader guesses how to pronounce it")
    if page.root.get("dir") not in {"ltr", "rtl", "auto"}:
        yield page.finding("dir", "fail", page.root, "no dir; write ltr or rtl")


def head(case: Case) -> Iterator[Finding]:
    """Title, charset, viewport and the colour schemes that the mail is made for."""
    page = case.page
    if not any(words_of(title) or (title.text or "").strip() for title in page.all("title")):
        yield page.finding("title", "fail", None, "no <title>: screen readers announce it")
    metas = {(meta.get("name") or "").lower(): meta.get("content") or "" for meta in page.all("meta")}
    yield from _charset(page)
    if "width=device-width" not in metas.get("viewport", "").replace(" ", ""):
        yield page.finding(
            "viewport", "fail", None, "no viewport with width=device-width: phones shrink the page"
        )
    for name in _SCHEMES:
        if not metas.get(name, "").strip():
            message = f'<meta name="{name}" content="light dark"> is missing: clients invert by themselves'
            yield page.finding(name, "fail", None, message)


def _charset(page: Page) -> Iterator[Finding]:
    for meta in page.all("meta"):
        said = meta.get("charset") or (meta.get("content") or "").lower().partition("charset=")[2]
        if said.strip():
            if said.strip().lower() != "utf-8":
                message = f"it says {short(said, 30)}: write it in UTF-8, which has every letter, and say so"
                yield page.finding("charset", "fail", meta, message)
            return
    yield page.finding("charset", "fail", None, '<meta charset="utf-8"> is missing')


def headings(case: Case) -> Iterator[Finding]:
    """One h1, no level skipped, none empty."""
    page, last = case.page, 0
    found = [heading for heading in page.all(*_HEADING) if not is_hidden(heading)]
    ones = [heading for heading in found if heading.tag == "h1"]
    if not ones:
        yield page.finding("one-h1", "fail", None, "no <h1>: the mail has no title to jump to")
    for extra in ones[1:]:
        yield page.finding("one-h1", "fail", extra, f"a second <h1>: {words_of(extra)[:60]!r}")
    for heading in found:
        level = int(str(heading.tag)[1])
        if level > last + 1 and last:
            yield page.finding(
                "heading-level", "fail", heading, f"h{level} follows h{last}: a level is skipped"
            )
        if not words_of(heading) and not any(image.get("alt") for image in heading.iter("img")):
            yield page.finding("heading-empty", "fail", heading, "a heading without words")
        last = level


def article(case: Case) -> Iterator[Finding]:
    """The wrapper that tells a screen reader that this is a mail."""
    wrappers = [element for element in case.page.elements if element.get("role") == "article"]
    if not wrappers:
        message = 'no element with role="article" and aria-roledescription="email" around the mail'
        yield case.page.finding("article", "fail", None, message)
    elif not (wrappers[0].get("aria-roledescription") or "").strip():
        yield case.page.finding("article", "fail", wrappers[0], 'aria-roledescription="email" is missing')
