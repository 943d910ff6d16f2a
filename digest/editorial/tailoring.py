"""Pure: an edition without the sections and sources that some readers have muted, and the stories that they have had."""

from dataclasses import dataclass, replace

from digest.compose.content import EditionContent, Item
from digest.editorial import opening
from digest.editorial.plan import Plan


@dataclass(frozen=True, slots=True)
class Without:
    """What a group of readers does without: sections by name, sources by name, the HTML; and stories that they have had."""

    sections: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    text_only: bool = False
    told: frozenset[int] = frozenset()

    @property
    def is_nothing(self) -> bool:
        """Whether they get what everyone gets."""
        return not (self.sections or self.sources or self.text_only or self.told)


def felt(content: EditionContent, wish: Without) -> Without:
    """What of a wish makes a difference to this edition."""
    credited = {source.name for item in content.items() for source in item.sources}
    credited |= {box.source.name for box in (content.quote, content.figure) if box}
    names = frozenset(section.name for section in content.sections)
    muted = {name.casefold() for name in wish.sources}
    sources = frozenset(name for name in credited if name.casefold() in muted)
    muted_only = Without(wish.sections & names, sources, wish.text_only)
    numbers = frozenset(item.number for item in content.items())
    return replace(muted_only, told=(wish.told & numbers) - hidden(content, muted_only))


def hidden(content: EditionContent, without: Without) -> frozenset[int]:
    """The numbers of the stories that are left out: had before, of a muted section, or led by a muted source."""
    return frozenset(
        item.number
        for section in content.sections
        for item in section.items
        if item.number in without.told or section.name in without.sections or _led_by(item, without)
    )


def tailored(content: EditionContent, without: Without, plan: Plan) -> EditionContent | None:
    """The edition without what is muted, renumbered; None where no story is left.

    A muted source is not credited beside others either. What is read before the first story names no story that is
    left out.
    """
    gone = hidden(content, without)
    number, sections = 1, []
    for section in content.sections:
        kept = [item for item in section.items if item.number not in gone]
        items = tuple(_told(item, number + index, without) for index, item in enumerate(kept))
        number += len(items)
        sections += [replace(section, items=items)] if items else []
    if not sections:
        return None
    quote, figure = content.quote, content.figure
    left = replace(
        content,
        sections=tuple(sections),
        quote=None
        if quote is None or _is_muted(quote.source.name, quote.source.url, content, gone, without)
        else quote,
        figure=None
        if figure is None or _is_muted(figure.source.name, figure.source.url, content, gone, without)
        else figure,
    )
    return _reopened(content, left, gone, plan) if gone else left


def _led_by(item: Item, without: Without) -> bool:
    return bool(item.sources) and item.sources[0].name in without.sources


def _told(item: Item, number: int, without: Without) -> Item:
    credited = tuple(source for source in item.sources if source.name not in without.sources)
    return replace(item, number=number, sources=credited or item.sources)


def _is_muted(
    name: str, url: str | None, content: EditionContent, gone: frozenset[int], without: Without
) -> bool:
    """Whether a box was taken from a muted source, or from a story that is left out."""
    told = {link.url for item in content.items() if item.number in gone for link in item.sources if link.url}
    return name in without.sources or (url is not None and url in told)


def _reopened(
    whole: EditionContent, left: EditionContent, gone: frozenset[int], plan: Plan
) -> EditionContent:
    """Subject, preheader and greeting, said anew where they name a story that is left out."""
    items, removed = list(left.items()), [item for item in whole.items() if item.number in gone]
    labels = [_running(item.label, whole) for item in items]
    if _names(whole.subject, removed) or next(whole.items()).number in gone:
        left = replace(left, subject=opening.subject(items, plan))
    if _names(whole.preheader, removed) or len(items) == 1:
        left = replace(left, preheader=opening.preheader(items, labels, plan))
    if _names(whole.greeting, removed):
        left = replace(left, greeting="")
        left = replace(left, greeting=opening.greeting(labels, left.words, plan))
    return left


def _running(label: str, whole: EditionContent) -> str:
    """A label as it stood inside the edition's own sentences, else as it is."""
    small = label[:1].lower() + label[1:]
    return small if small in whole.greeting or small in whole.preheader else label


def _names(text: str, items: list[Item]) -> bool:
    folded = text.casefold()
    return any(
        name.rstrip("?.!").casefold() in folded
        for item in items
        for name in (item.label, item.headline)
        if name.rstrip("?.!")
    )
