"""Which sentences of an article stand in the digest: whole ones, in their order, within a budget."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.summarize import openings, salience, sentences
from digest.words import count_words

NO_LIMIT = 1_000_000
LONGEST_QUOTE = 80
"""Words after which a quotation that is not closed is taken for one whose closing mark is missing."""
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_WIDE_STOP = re.compile(r"([。！？][」』）》】”’]*) ")
ALONE = "its first sentence alone is longer than the budget"


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a lead may be: at most `words` words and, where given, at most `sentences` sentences.

    Both hold; give `words=NO_LIMIT` where only the sentences count. A lead has one whole sentence at least: where the
    first one alone has more words than the budget, it is the lead, and `Lead.reason` says so.
    """

    words: int = 90
    sentences: int | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """The picked sentences as one text, one by one, and grouped as they stood in paragraphs; `reason` says why these."""

    text: str
    sentences: tuple[str, ...]
    words: int
    reason: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    paragraph: int
    words: int
    is_whole: bool


def pick(paragraphs: Sequence[str], budget: Budget, *, title: str | None = None) -> Lead | None:
    """Return the lead of an article, or None where no sentence of it can be used.

    Only the article's own words are used. A dateline is taken off, a byline or an opening that only asks is passed
    over, a quotation is never left open; a first sentence longer than the budget is taken whole and alone. Within a
    budget of words the sentences follow one another; for a number of sentences the most telling of the first are taken.
    """
    found = _sentences(paragraphs)
    if budget.sentences is not None:
        return _most_telling(found, budget, title)
    first, reason = _opening(found, title)
    if first is None:
        return None
    taken = _fill(found[first:], budget)
    return _lead(taken, reason if taken[0].words <= budget.words else ALONE)


def _most_telling(found: Sequence[_Sentence], budget: Budget, title: str | None) -> Lead | None:
    """Take as many sentences as the budget has: central to the article, early in it, not saying the same twice."""
    wanted = budget.sentences or 1
    allowed = [n for n, s in enumerate(found) if not openings.is_unusable(s.text, title)]
    allowed = [n for n in allowed if found[n].is_whole][: max(wanted + 5, 8)] or allowed[:1]
    if not allowed:
        return None
    judged = salience.judge(
        [s.text for s in found], salience.FOR_ONE if wanted == 1 else salience.FOR_SEVERAL
    )
    allowed = [n for n in allowed if n < len(judged.worth)]
    taken: list[int] = []
    while allowed and len(taken) < wanted:
        best = salience.choose(judged, taken, allowed)
        allowed.remove(best)
        if not taken or sum(found[n].words for n in taken) + found[best].words <= budget.words:
            taken.append(best)
    chosen = [found[n] for n in sorted(taken)]
    return _lead(
        chosen, "the most telling of the first sentences" if chosen[0].words <= budget.words else ALONE
    )


def _sentences(paragraphs: Sequence[str]) -> list[_Sentence]:
    """Return the sentences; those that one quotation spans are held together, so that it is never left open."""
    found: list[_Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        text = " ".join(paragraph.split())
        pieces = _whole_quotes(text if found else openings.without_dateline(text))
        whole = [openings.is_complete(piece) for piece in pieces]
        if pieces and number < len(paragraphs) - 1:
            whole[-1] = whole[-1] or openings.lacks_only_its_mark(pieces[-1])
        found.extend(_Sentence(p, number, count_words(p), w) for p, w in zip(pieces, whole, strict=True))
    return found


def _whole_quotes(text: str) -> list[str]:
    """Split a paragraph; what stands between two quotation marks stays in one piece, if that is not endless."""
    pieces: list[str] = []
    begun = 0
    for _, end in sentences.spans(text):
        piece = text[begun:end].strip()
        if not is_open(piece) or count_words(piece) >= LONGEST_QUOTE or end == len(text):
            pieces.append(piece)
            begun = end
    return pieces


def is_open(text: str) -> bool:
    """Say whether a double quotation mark is opened in `text` and not closed."""
    return text.count('"') % 2 == 1 or any(text.count(mark) > text.count(end) for mark, end in _QUOTES)


def _opening(found: Sequence[_Sentence], title: str | None) -> tuple[int | None, str]:
    """Return the place of the first sentence that may open a lead, and why."""
    usable = [n for n, s in enumerate(found) if not openings.is_unusable(s.text, title)]
    usable = [n for n in usable if found[n].is_whole] or usable
    if not usable:
        return None, ""
    first = usable[0]
    if found[first].text.endswith(("?", "？")) and len(usable) > 1:
        told = next((n for n in usable if not found[n].text.endswith(("?", "？"))), first)
        if told != first and openings.answers(found[told].text):
            return first, "the opening asks, and the sentence after it answers"
        if told != first and told - first <= 3:
            return told, "the opening only asks; the sentence after it tells"
    return first, "the opening of the article" if first == 0 else "the first sentence that can stand alone"


def _fill(found: Sequence[_Sentence], budget: Budget) -> list[_Sentence]:
    """Take sentences from the first on while they fit; a quotation that would be left open is given back."""
    taken = [found[0]]
    for sentence in found[1:]:
        if (
            len(taken) == (budget.sentences or NO_LIMIT)
            or sum(s.words for s in taken) + sentence.words > budget.words
        ):
            break
        if openings.is_unusable(sentence.text, None) or not sentence.is_whole:
            break
        taken.append(sentence)
    while len(taken) > 1 and is_open(" ".join(s.text for s in taken)):
        taken.pop()
    return taken


def _lead(taken: Sequence[_Sentence], reason: str) -> Lead:
    grouped: dict[int, list[str]] = {}
    for sentence in taken:
        grouped.setdefault(sentence.paragraph, []).append(sentence.text)
    return Lead(
        text=_joined([s.text for s in taken]),
        sentences=tuple(s.text for s in taken),
        words=sum(s.words for s in taken),
        reason=reason,
        paragraphs=tuple(map(_joined, grouped.values())),
    )


def _joined(texts: Sequence[str]) -> str:
    """One text with a space between two sentences, but none behind a full-width stop, which has its own."""
    return _WIDE_STOP.sub(r"\1", re.sub(r"\s+", " ", " ".join(texts)))
