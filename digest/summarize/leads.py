"""Which sentences of an article stand in the digest: whole ones, in their order, within a budget."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.summarize import narrative, openings, salience
from digest.summarize.languages import LOOKED_AT, language_of
from digest.summarize.passage import Sentence, chosen_of, sentences_of
from digest.summarize.quotations import is_open

__all__ = ["ALONE", "CHOSEN", "GONE", "NO_LIMIT", "NUT", "OPENING", "Budget", "Lead", "is_open", "pick"]

NO_LIMIT = 1_000_000
SPARE = 200
"""Words that are read beyond those of the budget: some of the first sentences cannot be used."""
_WIDE_STOP = re.compile(r"([。！？][」』）》】”’]*) ")
ALONE = "its first sentence alone is longer than the budget"
OPENING = "the opening of the article"
TELLING = "the most telling of the first sentences"
NUT = "the opening tells a scene; this paragraph says what it is about"
TELLING_OF_THE_REST = "the opening tells a scene; the most telling sentences of what follows it"
CHOSEN = "chosen by the editor"
GONE = "a sentence that the editor chose is no longer in the article"


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
class _Article:
    """What a lead is picked from: the first sentences, as many as could matter."""

    found: Sequence[Sentence]
    title: str | None
    language: str

    @property
    def usable(self) -> list[int]:
        """The places of the sentences that a lead may have; those that are not whole only where no other is."""
        usable = [n for n, one in enumerate(self.found) if not openings.is_unusable(one.text, self.title)]
        return [n for n in usable if self.found[n].is_whole] or usable


def pick(
    paragraphs: Sequence[str],
    budget: Budget,
    *,
    title: str | None = None,
    language: str | None = None,
    chosen: Sequence[str] = (),
) -> Lead | None:
    """Return the lead of an article, or None where no sentence of it can be used.

    Only the article's own words are used. A dateline is taken off, a byline, a note of the desk or an opening that only
    asks is passed over, a quotation is never left open; a first sentence longer than the budget is taken whole and alone.
    Within a budget of words the sentences follow one another, from the opening on, or where that tells a scene, from the
    paragraph that says what it is about; for a number of sentences the most telling of the first are taken.

    `language` is a tag such as `de-AT`; without it the text tells its language. `chosen` are the sentences that an editor
    picked: where the article still has them all they are its lead, in its order, whatever the budget.
    """
    if chosen and (kept := chosen_of(paragraphs, chosen)):
        return _lead(kept, CHOSEN)
    text = " ".join(paragraphs[:5])[:LOOKED_AT]
    article = _Article(_first_of(paragraphs, budget), title, language_of(text, language))
    lead = _most_telling(article, budget) if budget.sentences is not None else _following(article, budget)
    return replace(lead, reason=f"{lead.reason}; {GONE}") if lead and chosen else lead


def _first_of(paragraphs: Sequence[str], budget: Budget) -> list[Sentence]:
    """Return the sentences that could matter: those that are heard, and for a budget of more, as many as it may need."""
    found: list[Sentence] = []
    read = 0
    least = max(salience.HEARD, 2 * (budget.sentences or 0))
    words = 0 if budget.sentences is not None else budget.words + SPARE
    for sentence in sentences_of(paragraphs):
        found.append(sentence)
        read += sentence.words
        if len(found) >= least and read >= words:
            break
    return found


def _most_telling(article: _Article, budget: Budget) -> Lead | None:
    """Take as many sentences as the budget has: central to the article, early in it, not saying the same twice."""
    found, wanted = article.found, budget.sentences or 1
    usable = article.usable
    nut = narrative.nut(found, usable, article.title, article.language)
    allowed = [n for n in usable if nut is None or n >= nut][: max(wanted + 5, 8)]
    allowed = [n for n in allowed if found[n].is_whole] or allowed[:1]
    allowed = [n for n in allowed if found[n].words <= budget.words] or allowed
    if not allowed:
        return None
    taste = salience.FOR_ONE if wanted == 1 else salience.FOR_SEVERAL
    judged = salience.judge([s.text for s in found], taste, article.language)
    allowed = [n for n in allowed if n < len(judged.worth)] or allowed[:1]
    taken: list[int] = []
    while allowed and len(taken) < wanted:
        best = salience.choose(judged, taken, allowed)
        allowed.remove(best)
        if not taken or sum(found[n].words for n in taken) + found[best].words <= budget.words:
            taken.append(best)
    picked = [found[n] for n in sorted(taken)]
    reason = TELLING if nut is None else TELLING_OF_THE_REST
    return _lead(picked, reason if picked[0].words <= budget.words else ALONE)


def _following(article: _Article, budget: Budget) -> Lead | None:
    """Take sentences that follow one another, within the words of the budget."""
    first, reason = _opening(article, budget)
    if first is None:
        return None
    nut = narrative.nut(article.found, article.usable, article.title, article.language)
    if nut is not None and article.found[nut].words <= budget.words:
        first, reason = nut, NUT
    taken = _fill(article, first, budget)
    return _lead(taken, reason if taken[0].words <= budget.words else ALONE)


def _opening(article: _Article, budget: Budget) -> tuple[int | None, str]:
    """Return the place of the first sentence that may open a lead, and why."""
    found, usable = article.found, article.usable
    if not usable:
        return None, ""
    usable = [n for n in usable if not openings.is_bracketed(found[n].text)] or usable
    first = usable[0]
    if openings.asks(found[first].text) and len(usable) > 1:
        told = next((n for n in usable if not openings.asks(found[n].text)), first)
        both = found[first].words + found[told].words <= budget.words
        if told == first + 1 and both and openings.answers(found[told].text, article.language):
            return first, "the opening asks, and the sentence after it answers"
        if told != first and told - first <= 3:
            return told, "the opening only asks; the sentence after it tells"
    return first, OPENING if first == 0 else "the first sentence that can stand alone"


def _fill(article: _Article, first: int, budget: Budget) -> list[Sentence]:
    """Take sentences from the first on while they fit; what cannot end a lead is given back."""
    taken = [article.found[first]]
    words = taken[0].words
    for sentence in article.found[first + 1 :]:
        if openings.is_aside(sentence.text):
            continue
        words += sentence.words
        if words > budget.words or not sentence.is_whole or openings.is_unusable(sentence.text, None):
            break
        taken.append(sentence)
    while len(taken) > 1 and _cannot_end(taken):
        taken.pop()
    return taken


def _cannot_end(taken: Sequence[Sentence]) -> bool:
    """A question that is not answered, a sentence that announces the next, a quotation left open."""
    last = taken[-1].text
    return openings.asks(last) or openings.announces(last) or is_open(" ".join(s.text for s in taken))


def _lead(taken: Sequence[Sentence], reason: str) -> Lead:
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
