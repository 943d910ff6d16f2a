"""What a copy editor would mark in an edition, found by machine; every check returns what is wrong, in words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.compose.content import EditionContent, Item
from digest.summarize.attribution import named_sources
from digest.summarize.sentences import split

LEAST_LABEL, MOST_LABEL = 3, 6
_ENDS = re.compile(r"[.!?…。！？][\"”’')\]»」』）》】]*\Z")
_BEGINS = re.compile(r"[\"“‘'(\[«„¿¡]*(?:[A-ZÀ-Þ0-9$£€]|[a-z]+[A-Z]|\W*[^\x00-\u024f])")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))


@dataclass(frozen=True)
class Original:
    """An article as it came: its text without the junk, its outlet, and the lines that must not be printed."""

    text: str
    outlet: str
    title: str = ""
    junk: tuple[str, ...] = ()


Originals = Mapping[int, Original]
"""The originals by the article's id."""


def marks(content: EditionContent, originals: Originals) -> list[str]:
    """Everything that is wrong in one edition, each with the story it is about."""
    found = [f"story {item.number}: {mark}" for item in content.items() for mark in _story(item, originals)]
    return [*found, *_boxes(content, originals), *_whole(content)]


def told_twice(editions: Sequence[tuple[EditionContent, Originals]]) -> list[str]:
    """Stories that came again without saying so: the same article, the same address, or the same sentence."""
    found, seen = [], {}
    for content, _ in editions:
        here: dict[str, str] = {}
        for item in content.items():
            place = f"{content.day}, story {item.number}"
            keys = [f"article {key}" for key in item.articles] + [item.url or "", *_long_sentences(item)]
            again = [key for key in keys if key and (key in seen or key in here)]
            if again and item.earlier is None:
                found.append(f"{place} was told in {seen.get(again[0]) or here[again[0]]}: {again[0][:80]}")
            here |= dict.fromkeys(keys, place)
        seen |= here
    return found


def _long_sentences(item: Item) -> Iterator[str]:
    return (part for part in re.split(r"(?<=[.!?]) ", item.lead) if len(part) > 80)


def _story(item: Item, originals: Originals) -> Iterator[str]:
    own = [originals[key] for key in item.articles]
    yield from _text(item, own)
    yield from _sources(item, own)
    words = item.label.split()
    if not LEAST_LABEL <= len(words) <= MOST_LABEL and item.label not in (item.headline, item.headline[:-1]):
        yield f"the label has {len(words)} words: {item.label}"
    if not item.headline:
        yield "it has no headline"


def _text(item: Item, own: Sequence[Original]) -> Iterator[str]:
    """The words are one article's, whole sentences of it, and no junk."""
    sentences = [one.strip() for part in item.passages for one in split(part.text)]
    if not any(_has_in_order(one.text, sentences) for one in own):
        yield f"its text is not one article's: {item.lead[:100]}"
    for part in item.passages:
        if not _ENDS.search(part.text):
            yield f"it ends in the middle: …{part.text[-60:]}"
        if not _BEGINS.match(part.text):
            yield f"it begins in the middle: {part.text[:60]}…"
        yield from (f"{pair} is left open: {part.text}" for pair in _PAIRS if _is_open(part.text, *pair))
        yield from (f"it prints junk: {line}" for line in _junk(part.text, own))


def _has_in_order(text: str, sentences: Sequence[str]) -> bool:
    at, told = 0, _letters(text)
    for sentence in map(_letters, sentences):
        at = told.find(sentence, at)
        if at < 0:
            return False
        at += len(sentence)
    return True


def _sources(item: Item, own: Sequence[Original]) -> Iterator[str]:
    """Every outlet behind the story is credited, and nobody who is neither behind it nor named in it."""
    credited = {_bare(source.name) for source in item.sources}
    outlets = {_bare(one.outlet) for one in own if one.outlet}
    named = {_bare(name) for one in own for name in named_sources(one.text, known=[o.outlet for o in own])}
    if not credited:
        yield "it credits nobody"
    yield from (f"it credits {name}, who did not tell it" for name in sorted(credited - outlets - named))
    if not credited & outlets and outlets:
        yield f"it credits {sorted(credited)}, not {sorted(outlets)}"


def _boxes(content: EditionContent, originals: Originals) -> Iterator[str]:
    """Quote and number of the day stand in one of the window's articles, whole."""
    texts = [_letters(one.text) for one in originals.values()]
    for kind, box in (("quote", content.quote), ("number", content.figure)):
        if box is None:
            continue
        words = _letters(box.text)[1:]  # a quotation is printed as a sentence of its own
        if not any(words in text for text in texts):
            yield f"no article has the {kind}: {box.text}"
        if kind == "number" and not _ENDS.search(box.text):
            yield f"the number's sentence is cut: {box.text}"
        if any(_flat(box.text) in _flat(item.lead) for item in content.items()):
            yield f"the {kind} is printed twice: {box.text}"


def _whole(content: EditionContent) -> Iterator[str]:
    """What stands before the first story."""
    if not 40 <= len(content.preheader) <= 200:
        yield f"the preheader has {len(content.preheader)} characters: {content.preheader}"
    if not content.subject or not content.greeting:
        yield "subject or greeting is missing"
    labels = [item.label.casefold() for item in content.items()]
    yield from (f"two stories are called {label}" for label in sorted(set(labels)) if labels.count(label) > 1)


def _junk(text: str, own: Iterable[Original]) -> Iterator[str]:
    flat = _flat(text)
    return (line for one in own for line in one.junk if len(line) > 12 and _flat(line) in flat)


def _is_open(text: str, opening: str, closing: str) -> bool:
    return text.count(opening) > text.count(closing)


def _letters(text: str) -> str:
    """All letters and digits in their order: marks that an encoding spoiled are put back, words never."""
    return "".join(filter(str.isalnum, text))


def _flat(text: str) -> str:
    """White space single, without the marks that only steer the direction of writing."""
    return " ".join("".join(char for char in text if unicodedata.category(char) != "Cf").split())


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")
