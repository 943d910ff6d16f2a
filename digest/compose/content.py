"""What an edition says: the one shape that the editors' room makes and the templates read.

It is stored with the edition as canonical JSON (sorted keys, no spaces, UTF-8), whose SHA-256 is the edition's hash.
"""

import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter

from digest.words import count_words

WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class SourceLink:
    """An outlet that is credited for a story; `url` is its article where one is known."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a story: an https address, what it shows, and its size in CSS pixels where known."""

    url: str
    alt: str
    width: int | None = None
    height: int | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled part of a lead story ("What happened"), or an unlabelled paragraph."""

    text: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One story as readers see it, numbered through the edition from 1.

    `earlier` is the day of the edition that had this story last, where it has developed since.
    """

    number: int
    label: str
    headline: str
    passages: tuple[Passage, ...]
    sources: tuple[SourceLink, ...]
    articles: tuple[int, ...]
    kicker: str | None = None
    url: str | None = None
    picture: Picture | None = None
    earlier: date | None = None

    @property
    def lead(self) -> str:
        """The story's text in one string, paragraphs joined by a space."""
        return " ".join(passage.text for passage in self.passages)

    @property
    def words(self) -> int:
        """How many words the lead has."""
        return count_words(self.lead)


@dataclass(frozen=True, slots=True)
class Section:
    """A run of stories under one name; `kind` says how the templates draw it: lead, stories or features."""

    name: str
    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quote of the day: taken from a stored article, attributed and linked."""

    text: str
    speaker: str
    source: SourceLink


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of the day, with the sentence of a stored article that it stands in."""

    figure: str
    text: str
    source: SourceLink


@dataclass(frozen=True, slots=True)
class EditionContent:
    """One edition before it is dressed: everything that is printed, and nothing about who gets it."""

    newsletter: str
    name: str
    tagline: str
    day: date
    number: int
    language: str
    subject: str
    preheader: str
    greeting: str
    sections: tuple[Section, ...]
    quote: Quotation | None = None
    figure: Figure | None = None
    notes: tuple[str, ...] = field(default=())

    def items(self) -> Iterator[Item]:
        """All stories in the order of their numbers."""
        for section in self.sections:
            yield from section.items

    @property
    def words(self) -> int:
        """Words that a reader reads: greeting, headlines, leads, quote and figure."""
        texts = [self.greeting, *(text for item in self.items() for text in (item.headline, item.lead))]
        texts += [self.quote.text] if self.quote else []
        texts += [self.figure.text] if self.figure else []
        return sum(count_words(text) for text in texts)

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least one."""
        return max(1, math.ceil(self.words / WORDS_A_MINUTE))


_ADAPTER = TypeAdapter(EditionContent)


def to_json(content: EditionContent) -> str:
    """The content as canonical JSON: the same content gives the same text."""
    return json.dumps(
        _ADAPTER.dump_python(content, mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def from_json(text: str) -> EditionContent:
    """The content that `to_json` wrote."""
    return _ADAPTER.validate_json(text)


def digest_of(text: str) -> str:
    """SHA-256 of canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
