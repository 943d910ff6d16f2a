"""An edition as the templates see it: clean text, safe links, link notes counted, sections in printing order."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from digest.compose.content import EditionContent, Item, Picture, Section, SourceLink
from digest.compose.links import secure_link, web_link

PICTURE_WIDTH = 536
MOST_CREDITS = 6
"""How many entries the brackets of a story hold at most; where there are more sources, the last counts the others."""
_GAP = re.compile(r"[^\S\u00a0\u202f]+")
_QUOTE_MARKS = "\"'“”„‟«»‹›‘’ \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Credit:
    """A source in brackets; `note` is the number of its address in the text part."""

    name: str
    url: str | None
    note: int | None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at the size it is shown in."""

    url: str
    alt: str
    credit: str
    width: int
    height: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage; `label` is empty where it has none."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The edition that had a story before: its day, and its address with the number that the text part gives it."""

    day: date
    url: str | None
    note: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """One item; `notes` are the numbered addresses that the text part lists under it.

    `more_credits` is how many sources are counted only.
    """

    number: int
    label: str
    kicker: str
    headline: str
    url: str | None
    note: int | None
    image: Image | None
    paragraphs: tuple[Paragraph, ...]
    credits: tuple[Credit, ...]
    notes: tuple[tuple[int, str], ...]
    earlier: Earlier | None = None
    more_credits: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A section with its stories."""

    name: str
    kind: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The quote or the number of the day: `big` is what is set large, `small` what explains it."""

    big: str
    small: str
    credit: Credit
    notes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All of an edition in printing order: blocks, the two boxes, then features."""

    greeting: tuple[str, ...]
    contents: tuple[Story, ...]
    columns: tuple[tuple[Story, ...], ...]
    blocks: tuple[Block, ...]
    quote: Box | None
    figure: Box | None
    features: tuple[Block, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Notes:
    """Counts link notes through the edition; an address is noted once under each story."""

    archive: str = ""
    last: int = 0
    here: dict[str, int] = field(default_factory=dict)

    def of(self, url: str | None) -> int | None:
        if url is None:
            return None
        if url not in self.here:
            self.last += 1
            self.here[url] = self.last
        return self.here[url]

    def taken(self) -> tuple[tuple[int, str], ...]:
        taken = tuple((number, url) for url, number in self.here.items())
        self.here.clear()
        return taken


def clean(text: str | None) -> str:
    """One line of printable text: white space collapsed (hard spaces kept); controls, lone surrogates and bidirectional overrides dropped."""
    return _GAP.sub(" ", "".join(filter(_prints, text or ""))).strip()


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that have something to print."""
    return tuple(line for line in map(clean, text.splitlines()) if line)


def _prints(char: str) -> bool:
    return char.isspace() or not (
        unicodedata.category(char) in {"Cc", "Cs", "Cn"} or "\u202a" <= char <= "\u202e"
    )


def page(content: EditionContent, archive_url: str = "") -> Page:
    """The printing order: sections up to the first features, quote and number of the day, the rest.

    The editions that had a story before are linked where the address of the archive is given.
    """
    notes = _Notes(archive=archive_url)
    kinds = [section.kind for section in content.sections]
    turn = kinds.index("features") if "features" in kinds else len(kinds)
    blocks = tuple(_blocks(content.sections[:turn], notes))
    quote, figure = _quote(content, notes), _figure(content, notes)
    features = tuple(_blocks(content.sections[turn:], notes))
    contents = tuple(
        story for block in (*blocks, *features) if block.kind != "features" for story in block.stories
    )
    return Page(
        lines(content.greeting),
        contents,
        columns(contents),
        blocks,
        quote,
        figure,
        features,
        tuple(note for note in map(clean, content.notes) if note),
    )


def columns(stories: Sequence[Story]) -> tuple[tuple[Story, ...], ...]:
    """The contents in two columns, the first one longer by one at most; one column for three stories or fewer."""
    half = (len(stories) + 1) // 2 if len(stories) > 3 else len(stories)
    return tuple(column for column in (tuple(stories[:half]), tuple(stories[half:])) if column)


def _blocks(sections: Iterable[Section], notes: _Notes) -> Iterator[Block]:
    for section in sections:
        name = clean(section.name)
        stories = tuple(_story(item, name, notes) for item in section.items)
        if stories:
            yield Block(name, section.kind, stories)


def _story(item: Item, section: str, notes: _Notes) -> Story:
    url, kicker = web_link(item.url), clean(item.kicker)
    printed = item.sources if len(item.sources) <= MOST_CREDITS else item.sources[: MOST_CREDITS - 1]
    return Story(
        number=item.number,
        label=clean(item.label) or clean(item.headline),
        kicker="" if kicker.casefold() == section.casefold() else kicker,
        headline=clean(item.headline),
        url=url,
        note=notes.of(url),
        earlier=_earlier(item.earlier, notes),
        more_credits=len(item.sources) - len(printed),
        image=_image(item.picture),
        paragraphs=tuple(
            Paragraph(clean(part.label), clean(part.text)) for part in item.passages if clean(part.text)
        ),
        credits=tuple(_credit(source, notes) for source in printed),
        notes=notes.taken(),
    )


def _earlier(day: date | None, notes: _Notes) -> Earlier | None:
    if day is None:
        return None
    url = web_link(f"{notes.archive}/{day.isoformat()}") if notes.archive else None
    return Earlier(day, url, notes.of(url))


def _credit(source: SourceLink, notes: _Notes) -> Credit:
    url = web_link(source.url)
    return Credit(clean(source.name), url, notes.of(url))


def _image(picture: Picture | None) -> Image | None:
    url = secure_link(picture.url) if picture else None
    if picture is None or url is None:
        return None
    width = min(PICTURE_WIDTH, picture.width or PICTURE_WIDTH)
    height = round(picture.height * width / picture.width) if picture.height and picture.width else None
    return Image(url, clean(picture.alt), clean(picture.credit), width, height)


def _quote(content: EditionContent, notes: _Notes) -> Box | None:
    quote = content.quote
    if quote is None:
        return None
    credit = _credit(quote.source, notes)
    return Box(clean(quote.text).strip(_QUOTE_MARKS), clean(quote.speaker), credit, notes.taken())


def _figure(content: EditionContent, notes: _Notes) -> Box | None:
    figure = content.figure
    if figure is None:
        return None
    credit = _credit(figure.source, notes)
    return Box(clean(figure.figure), clean(figure.text), credit, notes.taken())
