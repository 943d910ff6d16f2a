"""The number of the day: a striking figure in a sentence that explains itself, in a story that is printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.compose.content import Figure
from digest.editorial.boxes import Printed, asks_back, credit_of
from digest.editorial.standing import is_tasteless, stands_alone
from digest.summarize import sentences

LEAST_WORDS, MOST_WORDS = 8, 34
BEST_WORDS = 18
GOOD_ENOUGH = 0.0
SAME_STORY = 0.5
"""What a figure loses that is from the story of the quote."""

_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?"
_LARGE = r"(?:crore|lakh|million|billion|trillion|Millionen|Milliarden|millions|milliards|millones|bn|tn|m)\b"
_MONEY_WORDS = (
    r"(?:dollars|euros|pounds|crowns|francs|yen|yuan|rupees|pesos|kronor|kroner|Euro|Franken|Dollar)\b"
)
_FIGURES = (
    (
        1.0,
        re.compile(
            rf"(?<![\w.,-])(?:{_NUMBER})(?:\s?%|\s(?:percent|per cent|Prozent|pour cent|por ciento)\b)"
        ),
    ),
    (0.8, re.compile(rf"(?<![\w.,-])(?:(?:US|A|C)?[$£€₹]|Rs\.?)\s?(?:{_NUMBER})(?:\s?{_LARGE})?")),
    (0.8, re.compile(rf"(?<![\w.,$£€-])(?:{_NUMBER})(?:\s{_LARGE})(?:\s(?:de\s)?{_MONEY_WORDS})?")),
    (0.6, re.compile(r"(?<![\w.,$£€-])\d{1,3}(?:[,.\u00a0\u202f]\d{3})+(?![\w%]|[-–]\d)")),
)
_ANY_NUMBER = re.compile(r"(?<![\w])\d[\d.,]*")
_CODED = re.compile(r"(?<![\w.])\.[A-Z]{2}|\b[A-Z]{1,5}[a-z]\d+\b|\ufffd")
"""The codes by which agencies name shares and indices, and letters that are lost."""
_LOOSE = re.compile(r"\b(?:it|they|them|he|she|those|these|this)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[a-z,] )[A-ZÀ-Þ][\w’'-]+")
_STANDS = re.compile(
    r"(?!(?:I|We|You|Our|My|Your|Wir|Ich|Nous|Je)\b)(?!.*\b(?:we|our|us|my)\b)[A-ZÀ-Þ][^“”\"„«»]*\.\Z"
)
"""A sentence in the article's own voice, from its capital to its full stop."""


@dataclass(frozen=True, slots=True)
class _Found:
    score: float
    figure: str
    sentence: str


def figure_of_the_day(printed: Sequence[Printed], quoted: Printed | None) -> Figure | None:
    """The most striking figure with its whole sentence; None where there is none that can stand alone.

    Shares, money and large counts only: never a year, a date or an age. What is printed already is not repeated.
    """
    found = [
        (
            SAME_STORY * (story is quoted) - one.score,
            place,
            article.identity,
            one.sentence,
            one,
            article,
            story,
        )
        for place, story in enumerate(printed)
        for article in story.articles
        for paragraph in article.paragraphs
        for one in _in_paragraph(paragraph, " ".join(article.paragraphs))
        if one.score > GOOD_ENOUGH and one.sentence not in story.text
    ]
    if not found:
        return None
    *_, best, article, story = min(found, key=lambda one: one[:4])
    return Figure(best.figure, best.sentence, credit_of(article, story.fallback))


def _in_paragraph(paragraph: str, text: str) -> Iterator[_Found]:
    for sentence in map(str.strip, sentences.split(paragraph)):
        size = len(sentence.split())
        if not LEAST_WORDS <= size <= MOST_WORDS or not _STANDS.match(sentence) or _CODED.search(sentence):
            continue
        match, weight = _striking(sentence)
        if match is not None and stands_alone(sentence, text) and not is_tasteless(sentence):
            yield _Found(weight + _score(sentence, size), " ".join(match[0].split()), sentence)


def _striking(sentence: str) -> tuple[re.Match[str] | None, float]:
    """The first figure of the most striking kind."""
    for weight, pattern in _FIGURES:
        match = pattern.search(sentence)
        if match is not None:
            return match, weight
    return None, 0.0


def _score(sentence: str, size: int) -> float:
    """Better: of a medium length, few other numbers, a name, nothing that points back."""
    others = len(_ANY_NUMBER.findall(sentence)) - 1
    score = 0.2 - 0.04 * abs(size - BEST_WORDS) - 0.3 * others - 0.25 * len(_LOOSE.findall(sentence))
    score += 0.3 * (_NAMED.search(sentence) is not None)
    score -= 0.3 * sentence.startswith(("The ", "Die ", "Der ", "Le ", "La ", "El "))
    return score - (1.5 if asks_back(sentence) else 0.0)
