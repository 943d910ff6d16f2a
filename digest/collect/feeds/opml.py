"""OPML 2.0, in which feed readers hand over their subscriptions: in and out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from digest.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list: its name and address."""

    name: str
    url: str


def parse(body: bytes) -> tuple[Outline, ...]:
    """The feeds of a list, in its order, each once.

    Raises:
        UnreadableError: it is no OPML, or names no feed.
    """
    from lxml import etree

    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(body, reader)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("it cannot be read as OPML") from error
    if root is None or str(root.tag).lower() != "opml":
        raise UnreadableError("it is no OPML file: its outermost element must be <opml>")
    found: dict[str, Outline] = {}
    for one in root.iter("outline"):
        said = {str(name).lower(): str(value).strip() for name, value in one.attrib.items()}
        url = (
            said.get("xmlurl")
            or (said.get("url") if said.get("type", "").lower() in {"rss", "link"} else "")
            or ""
        )
        url = f"http://{url[7:]}" if url.startswith("feed://") else url.removeprefix("feed:")
        if url.startswith(("http://", "https://")):
            found.setdefault(url, Outline(said.get("title") or said.get("text") or "", url))
    if not found:
        raise UnreadableError("it names no feed (an <outline> with xmlUrl)")
    return tuple(found.values())


def write(outlines: "Iterable[Outline]", title: str) -> str:
    """The list as OPML 2.0."""
    lines = [f"    <outline type=\"rss\" text={quoteattr(one.name)} title={quoteattr(one.name)} xmlUrl={quoteattr(one.url)}/>" for one in outlines]  # fmt: skip
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>{_escaped(title)}</title></head>\n  <body>\n'
    return head + "\n".join(lines) + "\n  </body>\n</opml>\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
