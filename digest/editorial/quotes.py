"""The quote of the day: something said in full by someone named, in an article of a story that is printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.compose.content import Quotation
from digest.editorial.boxes import Printed, asks_back, credit_of

LEAST_WORDS, MOST_WORDS = 8, 30
BEST_WORDS = 15
GOOD_ENOUGH = 0.0

_MARKED = r"(?:“(?P<a>[^“”]+)”|\"(?P<b>[^\"]+)\"|„(?P<c>[^“”„]+)[“”]|«\s?(?P<d>[^«»]+?)\s?»|»(?P<e>[^«»]+)«)"
_SAID = (
    r"(?:said|says|wrote|writes|explained|warned|argued|argues|added|joked|recalled|insisted|remarked|observed|"
    r"sagte|sagt|erklärte|schrieb|warnte|a déclaré|a dit|déclare|explique|a expliqué|dijo|dice|afirmó|explicó|aseguró)"
)
_WORD = r"[A-ZÀ-Þ][\w’'-]*\w|(?:[A-Z]|Jr|Sr|St|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen)\."
_NAME = rf"(?P<name>(?:{_WORD})(?:\s+(?:(?:van|von|de|da|del|der|den|bin|al|el|la|le|du|dos|ben)\s+)*(?:{_WORD})){{1,4}})"
_ROLE = r"(?:,\s+(?P<role>[^,.;:!?“”\"„«»]{4,90}))?(?=[,.;]|\Z)"
_QUOTED = re.compile(
    rf"(?:\A|(?<=[.!?”\"»]\s)){_MARKED},?\s+(?:{_SAID}\s+{_NAME}{_ROLE}|(?P<before>{_NAME.replace('name', 'first')})\s+{_SAID}\b)"
)
_VAGUE_ROLE = re.compile(r"(?:its|his|her|their|our|my)\b|the\s+\w+(?:’s|'s|s’|s')\s", re.IGNORECASE)
_ROLE_START = re.compile(r"(?:an?|the|who|der|die|le|la|el|[a-zà-þ][\w’'-]+)\s", re.UNICODE)
_WIDE = re.compile(
    r"\b(?:nobody|no one|never|always|everyone|everybody|people|you|we|anyone|every)\b", re.IGNORECASE
)
_LOOSE = re.compile(r"\b(?:it|that|this|they|them|he|him|she|those|these|there)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    score: float
    words: str
    speaker: str


def quote_of_the_day(printed: Sequence[Printed]) -> tuple[Quotation, Printed] | None:
    """The best quotation and the story that it is from; None where no article has a good one.

    It stands whole in one article, with its speaker's name in the same sentence, and is not in the printed text.
    """
    found = [
        (-quote.score, place, article.identity, quote.words, quote, article, story)
        for place, story in enumerate(printed)
        for article in story.articles
        for paragraph in article.paragraphs
        for quote in _in_paragraph(paragraph)
        if quote.score > GOOD_ENOUGH and quote.words[:-1] not in story.text
    ]
    if not found:
        return None
    *_, quote, article, story = min(found, key=lambda one: one[:4])
    return Quotation(quote.words, quote.speaker, credit_of(article, story.fallback)), story


def _in_paragraph(paragraph: str) -> Iterator[_Found]:
    for match in _QUOTED.finditer(paragraph):
        words = _finished(next(text for text in match.group("a", "b", "c", "d", "e") if text))
        name = match["name"] or match["first"]
        if words and LEAST_WORDS <= len(words.split()) <= MOST_WORDS:
            role = _role(match["role"])
            yield _Found(_score(words, role), words, f"{name}, {role}" if role else name)


def _finished(text: str) -> str | None:
    """The quotation with its comma made a full stop; None where it begins or ends within a sentence."""
    text = " ".join(text.split())
    if not text or not (text[0].isupper() or text[0].isdigit()) or re.search(r"[\[\]…]|\.\.", text):
        return None
    return text.rstrip(",") + ("" if text.endswith((".", "!", "?")) else ".")


def _role(text: str | None) -> str | None:
    """What is said of the speaker, where it explains itself: `the duty forecaster`, not `its president`."""
    role = " ".join((text or "").split())
    if not _ROLE_START.match(f"{role} ") or _VAGUE_ROLE.match(role) or len(role.split()) > 10:
        return None
    return (
        None
        if role.split()[0] in {"adding", "and", "but", "on", "in", "at", "as", "after", "when", "of"}
        else role
    )


def _score(words: str, role: str | None) -> float:
    """Better: of a medium length, general, without figures and without words that point at what was said before."""
    score = 1.0 - 0.07 * abs(len(words.split()) - BEST_WORDS)
    score += 0.5 * (role is not None) + 0.4 * bool(_WIDE.search(words))
    score -= 0.3 * len(_LOOSE.findall(words)) + 0.4 * len(re.findall(r"\d+", words))
    return score - (1.0 if asks_back(words) else 0.0)
