"""The values that extraction yields: an article as blocks of plain text, and what was left out of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

BlockKind = Literal["paragraph", "heading", "quote", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article's body; `text` is plain, its white space is single spaces."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is not the article's, and why, in words for a person ("promotion", "author bio")."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Related:
    """An item of a list of other stories that stood beside the article."""

    kicker: str | None
    headline: str
    deck: str | None


@dataclass(frozen=True, slots=True)
class ImageRef:
    """The article's lead image as its page names it; sizes in pixels where the page says them."""

    url: str
    alt: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What was understood of one article; `guid` is its feed's id for it, `published` and `updated` are aware, `blocks` are in the order of the article."""

    title: str | None = None
    dek: str | None = None
    byline: str | None = None
    kicker: str | None = None
    url: str | None = None
    guid: str | None = None
    source: str | None = None
    language: str | None = None
    section: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    image: ImageRef | None = None
    tags: tuple[str, ...] = field(default=())
    blocks: tuple[Block, ...] = field(default=())
    dropped: tuple[Dropped, ...] = field(default=())
    related: tuple[Related, ...] = field(default=())

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body without its headings."""
        return tuple(block.text for block in self.blocks if block.kind != "heading")

    @property
    def texts(self) -> tuple[str, ...]:
        """Every block of the body in its order, its headings too."""
        return tuple(block.text for block in self.blocks)
