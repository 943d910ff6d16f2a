"""Pure: an edition that is too long for one mail, shortened from its end in whole sentences and whole stories."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from digest.compose.content import EditionContent, Item, Passage, Section
from digest.compose.views import clean
from digest.compose.wording import Wording

_QUOTES = (("“", "”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("(", ")"))

Sentences = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Limit:
    """How many bytes of HTML a mail may have as it is sent, and what parts a text into its sentences.

    The sentences of a text, joined, are the text.
    """

    most_bytes: int
    sentences: Sentences


def fitted(content: EditionContent, limit: Limit, size: Callable[[EditionContent], int]) -> EditionContent:
    """The edition with as little taken from its end as the limit asks for; the shortest there is where none fits.

    The last section is shortened first, a sentence of each of its stories at a time, then its last stories go; then
    the section before it, in the end the number and the quote of the day. The first story stays whole, and every story that
    subject, preheader or greeting name by its label stays.
    """
    if size(content) <= limit.most_bytes:
        return content
    drafts = list(_shorter(content, limit.sentences))
    first, last = 0, len(drafts) - 1
    while first < last:
        middle = (first + last) // 2
        if size(drafts[middle]) <= limit.most_bytes:
            last = middle
        else:
            first = middle + 1
    return drafts[first] if drafts else content


def cuts(whole: EditionContent, left: EditionContent) -> tuple[str, ...]:
    """What `left` lacks of `whole`, a line for each story or box, the last one first."""
    kept = {item.number: item for item in left.items()}
    said = []
    for item in reversed(list(whole.items())):
        found = kept.get(item.number)
        if found is None:
            said.append(f"left out: {item.number}. {clean(item.headline)}")
        elif found.passages != item.passages:
            said.append(
                f"shortened from {item.words} to {found.words} words: {item.number}. {clean(item.headline)}"
            )
    said += ["left out: the number of the day"] if whole.figure and not left.figure else []
    said += ["left out: the quote of the day"] if whole.quote and not left.quote else []
    return tuple(said)


def retimed(content: EditionContent, minutes: int, words: Wording) -> EditionContent:
    """The edition with the reading time that its greeting names, `minutes`, as it is now."""
    if content.minutes == minutes:
        return content
    named = rf"(?<![\d-]){re.escape(words.reading_time(minutes))}(?!\w)"
    greeting = re.sub(named, lambda _: words.reading_time(content.minutes), content.greeting)
    return replace(content, greeting=greeting)


def _shorter(content: EditionContent, sentences: Sentences) -> Iterator[EditionContent]:
    """The edition shorter and shorter."""
    sections = [(section, list(section.items)) for section in content.sections]
    named = _named(content)
    for place in range(len(sections) - 1, -1, -1):
        for _ in _lessened(sections[place][1], named, sentences):
            content = replace(content, sections=_rebuilt(sections))
            yield content
    if content.figure is not None:
        content = replace(content, figure=None)
        yield content
    if content.quote is not None:
        yield replace(content, quote=None)


def _lessened(items: list[Item], named: int, sentences: Sentences) -> Iterator[None]:
    """A section's stories, in place: all shorter by a sentence and another, then fewer."""
    is_shorter = True
    while is_shorter:
        is_shorter = False
        for at in range(len(items) - 1, -1, -1):
            less = _without_last(items[at], sentences) if items[at].number > 1 else None
            if less is not None:
                items[at], is_shorter = less, True
                yield
    while items and items[-1].number > named:
        items.pop()
        yield


def _named(content: EditionContent) -> int:
    """The number of the last story that the words before the first one name; 1 where they name none."""
    opening = f"{content.subject}\n{content.preheader}\n{content.greeting}".casefold()
    named = [item.number for item in content.items() if item.label.rstrip("?.!").casefold() in opening]
    return max(named, default=1)


def _without_last(item: Item, sentences: Sentences) -> Item | None:
    """The story without its last sentence, or without more where that would tear a quotation; None for a single one."""
    *before, last = item.passages or (Passage(""),)
    parts = list(sentences(last.text))
    for end in range(len(parts) - 1, 0, -1):
        text = "".join(parts[:end]).rstrip()
        if text and _is_closed(text):
            return replace(item, passages=(*before, replace(last, text=text)))
    return replace(item, passages=tuple(before)) if before else None


def _is_closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(one) == text.count(other) for one, other in _QUOTES)


def _rebuilt(sections: Sequence[tuple[Section, list[Item]]]) -> tuple[Section, ...]:
    return tuple(replace(section, items=tuple(items)) for section, items in sections if items)
