"""Which lines are text of the article, which are headings over it, and which are neither."""

import re
from collections.abc import MutableMapping, Sequence

from digest.collect import bios, details, labels
from digest.collect.article import BlockKind
from digest.collect.lines import Line, normalise

LONG = 25
"""Words from which a line is prose though it does not end like a sentence (it was cut off, or ends with a link)."""

NUMBERED = re.compile(r"\d{1,3}[.)]\s+\S")
"""How the headings of a list of stories begin."""

Verdict = tuple[BlockKind | None, str]


def classify(
    lines: Sequence[Line],
    free: Sequence[int],
    kinds: MutableMapping[int, BlockKind],
    why: MutableMapping[int, str],
) -> None:
    """Give every line in `free` a block's kind in `kinds`, or a reason to be dropped in `why`."""
    for number in free:
        line = lines[number]
        cut = _cut_off(lines, number, why)
        kind, reason = (None, cut) if cut else _judge(line, is_last=number == len(lines) - 1)
        if kind is None:
            why[number] = reason
        else:
            kinds[number] = kind


def is_label(lines: Sequence[Line], number: int) -> bool:
    """Say whether a short line heads text that follows it at once."""
    line = lines[number]
    return (
        line.words <= 8
        and not line.text.endswith((".", "。"))
        and number + 1 < len(lines)
        and lines[number + 1].words >= 15
    )


def _cut_off(lines: Sequence[Line], number: int, why: MutableMapping[int, str]) -> str | None:
    """The last line of a text that was cut may be the beginning of a line that was dropped before."""
    if number != len(lines) - 1:
        return None
    start = normalise(lines[number].text)
    return next((why[n] for n in why if len(start) > 5 and normalise(lines[n].text).startswith(start)), None)


def _judge(line: Line, *, is_last: bool) -> Verdict:
    if line.kind is not None:
        return _judge_marked_up(line)
    if line.is_marker or not any(c.isalnum() for c in line.text):
        return None, "mark"
    if line.is_item:
        return ("item", "") if line.ends and line.words >= 5 else (None, "list entry")
    if _is_heading(line):
        return "heading", ""
    if line.ends or line.words >= LONG or (line.text.endswith(":") and line.words >= 6):
        return "paragraph", ""
    return _judge_unfinished(line, is_last=is_last)


def _judge_marked_up(line: Line) -> Verdict:
    """The markup has said what a block is."""
    if not any(c.isalnum() for c in line.text):
        return None, "mark"
    if bios.byline(line.text):
        return None, "byline"
    return line.kind or "paragraph", ""


def _is_heading(line: Line) -> bool:
    """A label, a short question, or a headline set in single quotes."""
    if labels.SECTION_LABELS.match(line.text) or (
        NUMBERED.match(line.text) and not line.ends and line.words <= LONG
    ):
        return True
    if line.text.endswith(("?", "？")) and line.words <= 12 and '"' not in line.text and "“" not in line.text:
        return True
    return bool(re.fullmatch(r"['‘][^“”\"]+['’]", line.text)) and line.words <= 30


def _judge_unfinished(line: Line, *, is_last: bool) -> Verdict:
    """A line that does not end like a sentence is a heading or a detail, unless the text was cut off in it."""
    if bios.byline(line.text):
        return None, "byline"
    if details.is_detail(line.text):
        return None, "detail"
    if (line.has_sentence and line.words >= 12) or (is_last and line.words >= 10):
        return "paragraph", ""
    if line.words > 20 or (is_last and line.words < 3):
        return None, "fragment"
    return "heading", ""
