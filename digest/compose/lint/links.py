"""Links: each leads somewhere, says where in its own words, and is safe to follow."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding
from digest.compose.lint.page import Page, visible, words_of

_EMPTY_WORDS = {
    "click here", "click", "here", "link", "this link", "read more", "more", "learn more", "hier", "hier klicken",
    "klicken sie hier", "ici", "cliquez ici", "aquí", "haga clic aquí", "clique aqui", "clicca qui", "klik hier",
}  # fmt: skip
_LOCAL = re.compile(r"http://(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/?#]|\Z)", re.IGNORECASE)
_SAFE = ("https://", "mailto:", "tel:")
_ANCHOR = re.compile(r"#[^\s#]+\Z")


def links(case: Case) -> Iterator[Finding]:
    """Every <a href>; those that lead to this machine are told of once."""
    page, local = case.page, []
    for link in page.all("a"):
        href = link.get("href")
        if href is None:
            continue
        yield from _address(page, link, href.strip())
        yield from _words(page, link)
        if _LOCAL.match(href.strip()):
            local.append(link)
    if local:
        message = f"{len(local)} links lead to this machine, where no reader gets: set base_url in [web]"
        yield page.finding("link-local", "warn", local[0], message)


def _address(page: Page, link: _Element, href: str) -> Iterator[Finding]:
    if not href:
        yield page.finding("link-empty", "fail", link, "it leads nowhere")
    elif href == "#" or (_ANCHOR.match(href) and href[1:] not in page.targets):
        yield page.finding("link-hash", "fail", link, f"{href} leads nowhere")
    elif href.lower().startswith("http://") and not _LOCAL.match(href):
        yield page.finding("link-http", "warn", link, "not https: some clients warn before they follow it")
    elif not href.lower().startswith((*_SAFE, "http://", "#")):
        yield page.finding(
            "link-scheme", "fail", link, "no web address: a mail has no place to start a relative one from"
        )


def _words(page: Page, link: _Element) -> Iterator[Finding]:
    words = words_of(link)
    said = words or visible(" ".join(image.get("alt") or "" for image in link.iter("img")))
    if not (said or visible(link.get("aria-label") or "")):
        yield page.finding("link-words", "fail", link, "a link without words")
    elif words.lower().strip(" .:»›→") in _EMPTY_WORDS:
        yield page.finding("link-click-here", "warn", link, f"{words!r} does not say where it leads")
