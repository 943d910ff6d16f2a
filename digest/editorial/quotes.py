"""The quote of the day: something said in full by someone named, in an article of a story that is printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.compose.content import Quotation
from digest.editorial.boxes import Printed, asks_back, credit_of
from digest.editorial.lexicon import AUXILIARIES
from digest.editorial.predicates import plain, predicate
from digest.editorial.standing import is_tasteless, stands_alone
from digest.editorial.wordclasses import PLURALS
from digest.summarize.languages import ENGLISH, language_of

LEAST_WORDS, MOST_WORDS = 8, 40
BEST_WORDS = 15
GOOD_ENOUGH = 0.0

_MARKED = r"(?:“(?P<a>[^“”]+)”|\"(?P<b>[^\"]+)\"|„(?P<c>[^“”„]+)[“”]|«\s?(?P<d>[^«»]+?)\s?»|»(?P<e>[^«»]+)«)"
_SAID = (
    r"(?:said|says|told|tells|wrote|writes|explained|warned|argued|argues|added|joked|recalled|insisted|remarked|observed|"
    r"sagte|sagt|erklärte|schrieb|warnte|a déclaré|a dit|déclare|explique|a expliqué|dijo|dice|afirmó|explicó|aseguró)"
)
_WORD = r"[A-ZÀ-Þ][\w’'-]*\w|(?:[A-Z]|Jr|Sr|St|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen)\."
_NAME = rf"(?P<name>(?:{_WORD})(?:\s+(?:(?:van|von|de|da|del|der|den|bin|al|el|la|le|du|dos|ben)\s+)*(?:{_WORD})){{1,4}})"
_SURNAME = r"[A-ZÀ-Þ][\w’-]*\w"
_ROLE = r"(?:,\s+(?P<role>[^,.;:!?“”\"„«»]{4,90}))?(?=[,;]|\.(?!\w)|\Z)"
_QUOTED = re.compile(
    rf"(?:\A|(?<=[.!?”\"»]\s)){_MARKED},?\s+(?:{_SAID}\s+{_NAME}{_ROLE}|(?P<before>{_NAME.replace('name', 'first')})\s+{_SAID}\b"
    rf"|(?:{_SAID}\s+(?P<after>{_SURNAME})(?=[,.;]|\Z)|(?P<alone>{_SURNAME})\s+{_SAID}\b))"
)
_PARTICLES = frozenset(
    ["Van", "Von", "De", "Del", "Der", "Den", "Al", "El", "Bin", "Le", "La", "Mr.", "Mrs.", "Ms."]
)
"""A name that begins with one of these is a surname."""
_NO_SURNAMES = frozenset(
    [
        "He",
        "She",
        "They",
        "It",
        "We",
        "I",
        "Who",
        "This",
        "That",
        "Police",
        "Officials",
        "Twitter",
        "Facebook",
        "News",
        "Times",
        "Post",
    ]
)
_NO_FIRST_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "And",
        "But",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "President",
        "Minister",
        "Senator",
        "Judge",
        "Justice",
        "Officer",
        "Detective",
        "Sheriff",
        "Captain",
        "Chief",
        "Prime",
        "Secretary",
        "Former",
        "Sir",
        "Lady",
        "Lord",
        "General",
        "Colonel",
        "Sergeant",
        "Pastor",
        "Father",
        "Sister",
        "Brother",
        "Coach",
        "Professor",
        "Attorney",
        "Governor",
        "Mayor",
        "Congressman",
        "Spokesman",
        "Spokeswoman",
        "Director",
        "CNN",
        "When",
        "For",
        "As",
        "While",
        "After",
        "Since",
        "If",
        "That",
        "Says",
        "Said",
        "Of",
        "By",
        "With",
        "To",
        "From",
    ]
)
_MANNERS = re.compile(
    r"\A(?:well|apparently|right now|look|yes|no|in terms of|obviously|basically|honestly|so far)\b|\b(?:shocked and|saddened|thoughts and prayers|condolences|no comment|proud to announce|pleased to|excited to|look forward to|"
    r"thank you|congratulations|investigat\w+|according to|(?:are|am|is|were|was) (?:\w+ )?(?:concerned|disappointed|pleased|happy|glad|grateful|confident|scared|shocked|delighted))\b",
    re.IGNORECASE,
)
"""What everybody says."""
_VAGUE_ROLE = re.compile(r"(?:its|his|her|their|our|my)\b|the\s+\w+(?:’s|'s|s’|s')\s", re.IGNORECASE)
_ROLE_START = re.compile(r"(?:an?|the|who|der|die|le|la|el|[a-zà-þ][\w’'-]+)\s", re.UNICODE)
_SHORT = re.compile(r"'(?:re|m|ll|ve)\Z|n't\Z|\A(?:it|that|there|he|she|what|who|here)'s\Z")
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
        for quote in _in_paragraph(paragraph, " ".join(article.paragraphs))
        if quote.score > GOOD_ENOUGH and quote.words[:-1] not in story.text
    ]
    if not found:
        return None
    *_, quote, article, story = min(found, key=lambda one: one[:4])
    return Quotation(quote.words, quote.speaker, credit_of(article, story.fallback)), story


def _in_paragraph(paragraph: str, text: str) -> Iterator[_Found]:
    for match in _QUOTED.finditer(paragraph):
        if match["b"] and paragraph[: match.start()].count('"') % 2:
            continue  # what stands between two quotations is the reporter's
        words = _finished(next(text for text in match.group("a", "b", "c", "d", "e") if text))
        name = match["name"] or match["first"] or _in_full(match["after"] or match["alone"], text)
        if words and name and LEAST_WORDS <= len(words.split()) <= MOST_WORDS and _is_good(words, name, text):
            role = _role(match["role"])
            yield _Found(_score(words, role), words, f"{name}, {role}" if role else name)


def _in_full(surname: str, text: str) -> str | None:
    """The name that an article gives once in full; None where it names two people so, or nobody."""
    if surname in _NO_SURNAMES:
        return None
    found = re.findall(
        rf"(?<![\w’'-])([A-ZÀ-Þ][a-zà-þ’'-]+) (?:[A-Z]\. )?{re.escape(surname)}\b(?! [A-Z])", text
    )
    given = {name for name in found if name not in _NO_FIRST_NAMES}
    return f"{given.pop()} {surname}" if len(given) == 1 else None


def _is_good(words: str, name: str, text: str) -> bool:
    """Whether the words say something to somebody who has not read the article, and the name is a whole one."""
    if language_of(text) == ENGLISH and not _has_verb(words.split()):
        return False
    whole = name.split(maxsplit=1)[0] not in _PARTICLES and not _MANNERS.search(words)
    return whole and stands_alone(words, text, spoken=True) and not is_tasteless(words)


def _has_verb(words: Sequence[str]) -> bool:
    found = predicate(words)
    acts = found is not None and (found.verb is None or found.verb.form != "ing")
    if acts or plain(words[0]) in PLURALS | {"i", "he", "she", "it"}:
        return True
    return any(plain(word) in AUXILIARIES or _SHORT.search(plain(word)) for word in words)


def _finished(text: str) -> str | None:
    """The quotation with its comma made a full stop; None where it begins or ends within a sentence."""
    text = " ".join(text.split())
    if not text or not (text[0].isupper() or text[0].isdigit()) or re.search(r"[\[\]…]|\.\.", text):
        return None
    return text.rstrip(",") + ("" if text.endswith((".", "!", "?")) else ".")


def _role(text: str | None) -> str | None:
    """What is said of the speaker, where it explains itself: `the duty forecaster`, not `its president`."""
    role = " ".join((text or "").split())
    if re.search(r"[\d$£€]", role):
        return None  # a full stop within a number may have cut it
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
    score -= 0.5 * words.startswith(("I think", "I hope", "I believe"))
    score -= 0.3 * len(_LOOSE.findall(words)) + 0.4 * len(re.findall(r"\d+", words))
    return score - (1.0 if asks_back(words) else 0.0)
