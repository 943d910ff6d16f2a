"""A mail's HTML, parsed once for all checks; every element knows its place in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from lxml import etree
from lxml.etree import _Element

from digest.compose.lint.css import Sheet, declarations, parse
from digest.compose.lint.finding import Finding, Level, short

_BLANK = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2007\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)
_UNSEEN = frozenset({"head", "title", "style", "script", "meta", "link", "template", "noscript"})


def visible(text: str) -> str:
    """The text without white space and the characters that nobody sees, runs of them made one space."""
    return _BLANK.sub(" ", text).strip()


@dataclass(frozen=True)
class Page:
    """The source and its tree; an unreadable source is an empty page."""

    source: str

    @cached_property
    def root(self) -> _Element:
        """The <html> element."""
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
        clean = self.source.replace("\0", "\ufffd").encode("utf-8", "replace")
        try:
            root = etree.fromstring(clean, parser)
        except (etree.XMLSyntaxError, AssertionError):
            root = None
        return root if root is not None else etree.Element("html")

    @cached_property
    def elements(self) -> tuple[_Element, ...]:
        """All elements in the order of the source; kept, so that each may be a key."""
        return tuple(self.root.iter(etree.Element))

    @cached_property
    def comments(self) -> tuple[_Element, ...]:
        """All comments, Outlook's conditional ones among them."""
        return tuple(self.root.iter(etree.Comment))

    @cached_property
    def body(self) -> _Element:
        """The <body>, or the whole where there is none."""
        return next(self.all("body"), self.root)

    @cached_property
    def sheets(self) -> tuple[tuple[_Element, Sheet], ...]:
        """The style blocks, parsed."""
        return tuple((style, parse(style.text or "", line_of(style))) for style in self.all("style"))

    @cached_property
    def targets(self) -> frozenset[str]:
        """What a link within the page may lead to: ids and names."""
        names = (element.get(name) for element in self.elements for name in ("id", "name"))
        return frozenset(name for name in names if name)

    def all(self, *tags: str) -> Iterator[_Element]:
        """The elements of some names, in order."""
        return (element for element in self.elements if element.tag in tags)

    def texts(self) -> Iterator[tuple[_Element, str]]:
        """Each run of text of the body with the element that holds it; what styles hide is among them."""
        for element in self.body.iter():
            if isinstance(element.tag, str) and element.tag not in _UNSEEN and element.text:
                yield element, element.text
            parent = element.getparent()
            if element is not self.body and element.tail and parent is not None and parent.tag not in _UNSEEN:
                yield parent, element.tail

    def finding(self, check: str, level: Level, element: _Element | None, message: str) -> Finding:
        """A finding about an element, or about the page as a whole."""
        if element is None:
            return Finding(check, level, "html", message)
        line = line_of(element)
        return Finding(check, level, f"html line {line}: {tag_of(element)}", message, line)


def line_of(element: _Element) -> int:
    """The line of the source, from 1, that an element's tag ends on."""
    return cast("int | None", element.sourceline) or 1


def tag_of(element: _Element) -> str:
    """The element's start tag, shortened: what names it first, its style left out."""
    first = ("id", "href", "src", "name", "alt", "class", "width")
    held = {str(name): str(value) for name, value in element.items()}  # a torn name cannot be asked for
    order = sorted(
        (name for name in held if name != "style"),
        key=lambda name: first.index(name) if name in first else len(first),
    )
    shown = "".join(f' {name}="{held[name]}"' for name in order[:3])
    return short(f"<{element.tag}{shown}>")


def words_of(element: _Element) -> str:
    """The visible text of an element and all in it."""
    return visible("".join(_strings(element)))


def _strings(element: _Element) -> Iterator[str]:
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in _UNSEEN and part.text:
            yield part.text
        if part is not element and part.tail:
            yield part.tail


def style_of(element: _Element) -> dict[str, str]:
    """The declarations of an element's own style attribute, by name; the last one of a name counts."""
    return {one.name: one.value for one in declarations(element.get("style") or "")}


def is_hidden(element: _Element) -> bool:
    """Whether the element's own style keeps it off the page."""
    style = style_of(element)
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("opacity") in {"0", "0.0"}
        or "all" in style.get("mso-hide", "")
        or element.get("hidden") is not None
    )
