"""What a reader sees of a page: its lines in their order, each with the place in the page that it stands in."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.collect.article import BlockKind
from digest.collect.phrases import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "blockquote": "quote",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_BLOCKS = words_of(
    "address article aside blockquote body button caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section select "
    "summary table tbody td tfoot th thead tr ul br"
)
_SKIPPED = frozenset(
    ("script", "style", "meta", "noscript", "template", "svg", "iframe", "title", "object", "canvas", "math")
)
_CARDS = frozenset(("span", "div", "aside"))
_DEEPEST = 600
"""Elements inside each other; what lies deeper is torn, or made to tire a reader."""


@dataclass(slots=True)
class Seen:
    """One line: its kind where its element tells it, its text, the letters of it that are links, and its element."""

    kind: BlockKind | None
    element: "HtmlElement"
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    @property
    def text(self) -> str:
        """The line's text, its white space as single spaces."""
        return " ".join("".join(self.pieces).split())


def lines(root: "HtmlElement") -> list[Seen]:
    """Return every visible line of a page or fragment: headings, items and quotations by their elements."""
    found: list[Seen] = []
    _read(root, found, None, (False, 0))
    return [line for line in found if any(piece.strip() for piece in line.pieces)]


def _read(
    element: "HtmlElement", found: list[Seen], kind: BlockKind | None, around: tuple[bool, int]
) -> None:
    """Read an element and what is in it; `around` says whether a link is around it, and how deep it lies."""
    tag = element.tag
    is_link, is_block = around[0] or tag == "a", tag in _BLOCKS
    kind = _KINDS.get(tag, kind)
    if is_block or not found:
        found.append(Seen(kind, element))
    if element.text:
        _say(found[-1], element.text, is_link)
    for child in element:
        if is_seen(child) and around[1] < _DEEPEST:
            _read(child, found, kind, (is_link, around[1] + 1))
            if child.tag in _BLOCKS:
                found.append(Seen(kind, element))
        if child.tail:
            _say(found[-1], child.tail, is_link)


def drop_unseen(root: "HtmlElement") -> None:
    """Take out what a page only keeps for its scripts."""
    for element in list(root.iter("template")):
        element.drop_tree()


def drop_cards(root: "HtmlElement") -> None:
    """Take out the cards that hang on links and open when a reader points at them: they repeat the link and add others."""
    for link in list(root.iter("a")):
        card = link.getnext()
        if card is None or card.tag not in _CARDS or (link.tail or "").strip():
            continue
        name = _plain(link)
        if name and _plain(card).startswith(name) and any(_plain(one) == name for one in card.iter("a")):
            card.drop_tree()


def _plain(element: "HtmlElement") -> str:
    return " ".join("".join(element.itertext()).split())


def _say(line: Seen, text: str, is_link: bool) -> None:
    line.pieces.append(text)
    if is_link:
        line.linked += len(text.strip())


def is_seen(element: "HtmlElement") -> bool:
    """Say whether an element is shown: not a script, and not hidden as the preheader of a mail is."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return False
    if element.get("hidden") is not None:
        return False
    style = element.get("style")
    if not style:
        return True
    style = style.replace(" ", "").lower()
    return "display:none" not in style and "visibility:hidden" not in style
