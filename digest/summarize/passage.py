"""The sentences of an article as a lead may take them, and those of them that an editor chose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.summarize import openings, quotations, sentences
from digest.summarize.datelines import without_dateline, without_stamp
from digest.words import count_words

_CUTS = (without_dateline, without_stamp)
"""What takes off that which is set before the first sentence."""
LONGEST_NOTE = 120
"""Words of a paragraph that is the desk's as a whole if it begins as such a note does; in a longer one only that sentence is."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or several that one quotation spans: `paragraph` counts from 0, `is_whole` tells whether a lead may have it."""

    text: str
    paragraph: int
    words: int
    is_whole: bool


def sentences_of(paragraphs: Sequence[str]) -> Iterator[Sentence]:
    """Yield the sentences of an article in their order; what opens it loses its dateline."""
    has_begun = False
    for number, paragraph in enumerate(paragraphs):
        text = without_stamp(_single_spaced(paragraph))
        pieces = quotations.whole(text if has_begun else without_dateline(text))
        if not pieces:
            continue
        is_note = openings.is_aside(pieces[0]) and len(paragraphs) > 1 and count_words(text) <= LONGEST_NOTE
        for place, piece in enumerate(pieces):
            is_last = place == len(pieces) - 1 and number < len(paragraphs) - 1
            is_whole = not is_note and _is_whole(piece, may_lack_mark=is_last)
            has_begun = has_begun or (is_whole and not openings.is_unusable(piece, None))
            yield Sentence(piece, number, count_words(piece), is_whole)


def _single_spaced(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _is_whole(piece: str, *, may_lack_mark: bool) -> bool:
    """The last sentence of a paragraph may lack its full stop by an editor's slip, unless the text was cut there."""
    ends = openings.is_complete(piece) or (may_lack_mark and openings.lacks_only_its_mark(piece))
    return ends and not quotations.is_open(piece)


def chosen_of(paragraphs: Sequence[str], chosen: Sequence[str]) -> tuple[Sentence, ...] | None:
    """Return the chosen sentences in the article's order, or None where one of them is not in the article any more.

    A choice is one whole sentence, or several that follow one another in a paragraph; white space does not count.
    """
    texts = [_single_spaced(paragraph) for paragraph in paragraphs]
    found: dict[tuple[int, int], Sentence] = {}
    for choice in dict.fromkeys(map(_single_spaced, chosen)):
        place = _place(texts, choice) if choice else None
        if place is None:
            return None
        found[place] = Sentence(choice, place[0], count_words(choice), is_whole=True)
    return tuple(found[place] for place in sorted(found))


def _place(texts: Sequence[str], choice: str) -> tuple[int, int] | None:
    """Return the paragraph and the place in it where a choice stands as whole sentences."""
    for number, text in enumerate(texts):
        at = text.find(choice)
        if at < 0:
            continue
        begins, ends = _bounds(text)
        while at >= 0:
            if at in begins and at + len(choice) in ends:
                return number, at
            at = text.find(choice, at + 1)
    return None


def _bounds(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return where sentences of a paragraph begin, behind its dateline too, and where they end."""
    spans = sentences.spans(text)
    begins = {start for start, _ in spans} | {len(text) - len(cut(text)) for cut in _CUTS}
    ends = {end - (text[end - 1] == " ") for _, end in spans}
    return frozenset(begins), frozenset(ends)
