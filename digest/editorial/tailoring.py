"""Pure: an edition without the sections and sources that some readers have muted, and the stories that they have had."""

from dataclasses import replace

from digest.compose.content import EditionContent, Item
from digest.editorial import opening
from digest.editorial.muting import Without, hidden
from digest.editorial.plan import Plan


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
