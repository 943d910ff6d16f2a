"""The law's part: a way out that a reader sees, and the sender's postal address."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from digest.compose.lint.case import Case, header
from digest.compose.lint.finding import Finding
from digest.compose.lint.page import Page, is_hidden, visible, words_of

_WAY_OUT = re.compile(
    r"unsub|opt-?out|abmeld|abbestell|desabonn|désabonn|désinscri|desinscri|disiscri|afmeld|baja",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"unsubscribe|opt[ -]?out|abmelden|abbestellen|désabonner|désinscrire|darse de baja|cancelar|disiscri|afmelden"
    r"|إلغاء الاشتراك|הסר|ביטול",
    re.IGNORECASE,
)
_HOST = re.compile(r"\S+[.:@/]\S+")
_YEAR = re.compile(r"(?:©|\(c\)|copyright)\s*\d{4}(?:\s*[-–]\s*\d{4})?", re.IGNORECASE)
_BOX = re.compile(r"\bP\.? ?O\.? Box\b|\bPostfach\b|\bApartado\b", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")
_LAST = 700  # characters at the end of a page that a footer without a way out is looked for in


def footer(case: Case) -> Iterator[Finding]:
    """Both parts of the law's part, in the HTML and in the text."""
    page = case.page
    way_out = _way_out(case)
    if way_out is None and not case.is_private:
        yield page.finding("unsubscribe-link", "fail", None, "no link to unsubscribe that a reader could see")
    if not _has_address(case, words_of(page.body) if case.postal_address else _around(page, way_out)):
        message = "no postal address of the sender that a reader could see"
        yield page.finding("postal-address", "fail", way_out, message)
    if case.text and case.postal_address and not _has_address(case, case.text):
        yield Finding("postal-address", "fail", "text", "no postal address of the sender in the text part")


def _way_out(case: Case) -> _Element | None:
    field = header(case.message, "List-Unsubscribe") if case.message is not None else ""
    targets = set(re.findall(r"<([^<>]*)>", field))
    for link in case.page.all("a"):
        href = (link.get("href") or "").strip()
        goes = href in targets or _WAY_OUT.search(href) or _WORDS.search(words_of(link))
        if href and goes and words_of(link) and not any(map(is_hidden, (link, *link.iterancestors()))):
            return link
    return None


def _around(page: Page, link: _Element | None) -> str:
    """The text beside the way out without the words of links; else the end of the page."""
    if link is None:
        return words_of(page.body)[-_LAST:]
    for block in link.iterancestors("td", "div", "footer", "section", "body"):
        text = visible(" ".join(_unlinked(block)))
        if len(text) >= 20:
            return text[-_LAST:]
    return ""


def _unlinked(block: _Element) -> Iterator[str]:
    links: set[_Element] = set()
    for part in block.iter(etree.Element):
        if part.tag == "a" or part.getparent() in links:
            links.add(part)
        elif part.text and part.tag not in {"style", "script"}:
            yield part.text
        if part is not block and part.tail and part.getparent() not in links:
            yield part.tail


def _has_address(case: Case, text: str) -> bool:
    """The configured address to the letter; where it is not known, a number among words that could be one."""
    if case.postal_address:
        return _LETTERS.sub("", case.postal_address).casefold() in _LETTERS.sub("", text).casefold()
    bare = _YEAR.sub("", _HOST.sub(" ", text))
    return any(char.isdigit() for char in bare) or bool(_BOX.search(bare))
