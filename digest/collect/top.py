"""What stands above an article's text: kicker, title, dek, byline, dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.collect import bios, captions, dates, details, kickers, labels, prose
from digest.collect.known import Known
from digest.collect.lines import Line, normalise

_DATE_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?|date)\s*:?\s+(?=.*\d)",
    re.IGNORECASE,
)
_LEADING_DATE = re.compile(r"(?:date\s+)?(?P<date>\d{4}-\d{2}-\d{2})(?:T[\d:.Z+-]+)?\s+(?=\S)")
_ONLY_DATE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+(?:\d{4}|\d{2})|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])"
    r"(?:,?\s*(?:at\s+)?\d{1,2}\s?[:.：時时시]\s?\d{2}.{0,16})?\Z",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:\d+|one|two|three|four|five)[- ]min(?:ute)?s?(?: read)?\W*\Z|(?:reading time|tempo de leitura|tiempo de lectura|temps de lecture|lesezeit)\b.{0,20}\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Top:
    """What was found above the text, and each line that it took with the reason."""

    title: str | None = None
    dek: str | None = None
    byline: str | None = None
    kicker: str | None = None
    published: datetime | None = None
    section: str | None = None
    source: str | None = None
    taken: dict[int, str] = field(default_factory=dict)


def is_date(text: str) -> bool:
    """Say whether a line only tells when the article was published, or how long it takes to read."""
    return bool(_ONLY_DATE.match(text) or _is_labelled_date(text) or _READING.match(text))


def _is_labelled_date(text: str) -> bool:
    label = _DATE_LABEL.match(text)
    return (
        label is not None
        and len(text) < 80
        and bool(_ONLY_DATE.match(text, label.end()) or not _LEADING_DATE.match(text))
    )


def read(lines: Sequence[Line], free: Sequence[int], known: Known) -> Top:
    """Return the kicker, title, dek, byline and date of the lines in `free`; what is known already is kept."""
    top = Top(title=known.title, dek=known.dek, section=known.section, source=known.source)
    for place, number in enumerate(free):
        rest = [lines[n] for n in free[place + 1 :]]
        if not _take(top, lines[number], number, rest):
            break
    return top


def _take(top: Top, line: Line, number: int, rest: Sequence[Line]) -> bool:
    """Take one line into the top, or return False where the text begins."""
    if why := _small_print(top, line):
        top.taken[number] = why
    elif top.title is not None and normalise(line.text) == normalise(top.title):
        top.taken[number] = "title"
    elif top.title is None and not top.dek and _is_title(line, rest[:3]):
        top.title, top.published = _without_date(line.text, top.published)
        top.taken[number] = "title"
    elif _is_dek(top, line, rest):
        top.dek = line.text
        top.taken[number] = "dek"
    elif top.title is not None and _is_authors_name(top, line, rest):
        top.byline = top.byline or line.text
        top.taken[number] = "byline"
    else:
        return False
    return True


def _is_authors_name(top: Top, line: Line, rest: Sequence[Line]) -> bool:
    """A name alone above the text is its author's; what a heading names comes again in the text below it."""
    if (
        not bios.is_name(line.text)
        or line.is_item  # a row of a table
        or line.text.isupper()
        or (top.source and normalise(line.text) == normalise(top.source))
    ):
        return False
    return not any(line.text in below.text and not below.text.startswith(line.text) for below in rest)


def _small_print(top: Top, line: Line) -> str | None:
    """Return "byline", "date", "kicker" or the like where the line is one, and note what it says."""
    if names := bios.byline(line.text):
        top.byline = top.byline or names
        top.published = top.published or _date_in(line.text)
        return "byline"
    if is_date(line.text):
        top.published = top.published or _date_in(line.text)
        return "date"
    if top.title is None and top.source is not None and normalise(line.text) == normalise(top.source):
        return "name of the source"
    is_section = top.section is not None and normalise(line.text) == normalise(top.section)
    if kickers.is_kicker(line.text) or is_section:
        top.kicker = top.kicker or (top.section if is_section else line.text)
        return "kicker"
    return None


def _date_in(text: str) -> datetime | None:
    found = _DATE_LABEL.search(text)
    return dates.parse(text[found.end() :] if found else text)


def _without_date(text: str, published: datetime | None) -> tuple[str, datetime | None]:
    """Take a date that a scraper set before the title off it."""
    match = _LEADING_DATE.match(text)
    return (text[match.end() :], published or dates.parse(match["date"])) if match else (text, published)


def _is_title(line: Line, rest: Sequence[Line]) -> bool:
    """A title is a first line that is short and no sentence among sentences."""
    if (
        line.is_item
        or labels.SECTION_LABELS.match(line.text)
        or line.words > 32
        or not any(c.isalpha() for c in line.text)
    ):
        return False
    if line.words == 1 and line.text.islower():
        return False
    if line.kind == "paragraph":
        return False
    if line.text.endswith((".", "…", ".”", '."', "。", "。」", "।", "۔")) and not line.text.endswith(
        ("...", "…")
    ):
        return (
            line.words <= 16
            and bool(rest)
            and (rest[0].group != line.group or rest[0].words > 2 * line.words)
        )
    return True


def _is_dek(top: Top, line: Line, rest: Sequence[Line]) -> bool:
    """A dek stands under the title, shorter than a paragraph; one that ends like a sentence only above a byline or date."""
    taken = list(top.taken.values())
    if "title" not in taken or top.dek is not None or line.is_item or line.kind in ("heading", "quote"):
        return False
    if (
        prose.NUMBERED.match(line.text)
        or labels.SECTION_LABELS.match(line.text)
        or captions.is_picture(line)
        or details.is_detail(line.text)
    ):
        return False
    if line.ends and not line.text.endswith(("?", "？")):
        below = rest[0].text if rest else ""
        return taken[-1] == "title" and line.words <= 40 and bool(bios.byline(below) or is_date(below))
    return (
        4 <= line.words <= 45
        and bool(rest)
        and taken[-1] in ("title", "kicker")
        and not _is_quoted_heading(line)
    )


def _is_quoted_heading(line: Line) -> bool:
    return line.text[:1] in "'‘" and line.text[-1:] in "'’"
