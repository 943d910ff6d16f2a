"""Articles that open with a scene: the sentence further down from which they say what they are about (the nut paragraph)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from digest.summarize import openings, salience
from digest.summarize.passage import Sentence
from digest.summarize.voices import VOICES, Voice
from digest.words import count_words

OPENING = 3
"""Sentences by which an opening is judged."""
FARTHEST = 25
"""Sentences among which the nut paragraph is looked for."""
SCENIC = 2.0
"""The weight from which an opening is taken for a scene."""
MOST_WORDS = 3
"""Words of scenes that count: a long opening has more of them without being more of a scene."""
CLEARER = 0.35
"""By how much the nut paragraph has to tell more than the opening does, less a tenth of the scene's weight: a clear scene needs less."""
LONG_PARAGRAPH = 6
"""Sentences of a paragraph, on the average, from which they are not a writer's paragraphs: then any sentence may open one."""
NEAR = 0.15
"""How much less than the best an earlier place may tell, to be taken instead."""
GIST = 0.2
"""What it is worth to widen what was told of one to what is true of many."""
SURNAME = 0.15
"""What it costs to begin with the surname of somebody whom only the opening names in full."""
DEFINITE = 0.05
"""What it costs to begin with something that is taken for known."""
FEWEST_WORDS = 10
_ARTICLE = re.compile(r"(?:The|Der|Die|Das|Les?|La|El|Los|Las)\s|L[’']")
_MARKS = '“"„«‘'
_QUOTED = re.compile(r"[“\"„«][^”\"“»]{0,600}[”\"“»]")
_WE = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Ww]ir|[Uu]ns(?:ere[mnrs]?)?|[Nn]ous|[Nn]os|[Nn]osotros|[Nn]uestr[oa]s?)\b"
)
_NAME = re.compile(r"[A-ZÀ-Þ]\w+")
_FIRST_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Herr|Frau|Mme|M|Sr|Sra)\.? )?([A-ZÀ-Þ]\w+)")
_FULL_NAME = re.compile(r"(?=\b([A-ZÀ-Þ]\w+ (?:[A-ZÀ-Þ]\. |de |van |von )?([A-ZÀ-Þ]\w+)))")


def nut(found: Sequence[Sentence], usable: Sequence[int], title: str | None, language: str) -> int | None:
    """Return the place of the sentence that says what the article is about, where its opening tells a scene; else None.

    That sentence can stand alone: it points at nothing before it and asks nothing.
    """
    voice = VOICES.get(language)
    if voice is None or len(usable) <= OPENING + 1:
        return None
    opening = [found[n].text for n in usable[:OPENING]]
    scenic = _scenic(opening, voice)
    return (
        _telling(found, usable, _about(found, title, language, voice), CLEARER - scenic / 10)
        if scenic >= SCENIC
        else None
    )


def _scenic(opening: Sequence[str], voice: Voice) -> float:
    """Weigh what speaks for a scene (how it begins, its words, one person all through, the writer's own) against news."""
    plain = [_QUOTED.sub(" ", text) for text in opening]
    text = " ".join(plain)
    told = (
        1.5 * bool(voice.begins.match(text))
        + (opening[0][0] in _MARKS)
        + 0.7 * min(3, len(voice.person.findall(text)))
        + sum(bool(voice.chain.match(one)) for one in plain[1:])
    )
    news = len(voice.news.findall(text))
    if news and (not told or told + MOST_WORDS - news < SCENIC):
        return 0.0  # most articles: their words need not be looked up
    scene = {word.lower() for word in voice.scene.findall(text)}
    return told + min(MOST_WORDS, len(scene)) - news + (news == 0)


@dataclass(frozen=True, slots=True)
class _About:
    """What an article is about: the terms of each sentence, those that recur in all of them, and those of its title; and its voice."""

    terms: Sequence[Counter[str]]
    centre: Counter[str]
    title: Counter[str]
    voice: Voice
    language: str

    def told_by(self, places: Sequence[int]) -> float:
        """How much sentences tell of it."""
        own = sum((self.terms[n] for n in places), Counter[str]())
        return salience.cosine(own, self.centre) + 0.5 * salience.cosine(own, self.title)


def _telling(found: Sequence[Sentence], usable: Sequence[int], about: _About, clearer: float) -> int | None:
    """Return the first place that tells about as much as the best does, and clearly more than the opening."""
    begins = _beginnings(found)
    scores = {
        n: _score(found, n, about)
        for n in usable
        if usable[0] + OPENING <= n + 1
        and n < min(FARTHEST, len(about.terms))
        and n in begins
        and _stands_alone(found[n].text, about)
        and not _opens_with_surname(found, n)
    }
    best = max(scores.values(), default=0.0)
    least = max(_score(found, n, about) for n in usable[:OPENING]) + clearer
    return next((n for n in scores if best - NEAR <= scores[n] >= least), None)


def _about(found: Sequence[Sentence], title: str | None, language: str, voice: Voice) -> _About:
    terms = [salience.terms_of(one.text, language) for one in found[: salience.HEARD]]
    headline = salience.terms_of(title or "", language)
    return _About(terms, salience.centre_of(terms), headline, voice, language)


def _beginnings(found: Sequence[Sentence]) -> frozenset[int]:
    """The places where paragraphs begin; every place where the text came in hardly any paragraphs."""
    if len(found) > LONG_PARAGRAPH * (found[-1].paragraph + 1):
        return frozenset(range(len(found)))
    first = {n for n in range(1, len(found)) if found[n].paragraph != found[n - 1].paragraph}
    # A paragraph that opens with somebody's surname says its matter in the sentence behind.
    behind = {n + 1 for n in first if n + 1 < len(found) and _opens_with_surname(found, n)}
    return frozenset(first | behind)


def _score(found: Sequence[Sentence], n: int, about: _About) -> float:
    """How much a sentence and the one after it in its paragraph tell, and how much in the voice of news."""
    is_two = n + 1 < len(about.terms) and found[n + 1].paragraph == found[n].paragraph
    places = [n, n + 1] if is_two else [n]
    plain = _QUOTED.sub(" ", " ".join(found[place].text for place in places))
    news = 0.08 * min(3, len(about.voice.news.findall(plain))) + 0.1 * bool(about.voice.turn.match(plain))
    gist = GIST * bool(about.voice.gist.search(found[n].text))
    leaning = SURNAME * _names_someone_known(found, n) + DEFINITE * bool(_ARTICLE.match(found[n].text))
    return about.told_by(places) + news + gist - 0.01 * n - leaning


def _stands_alone(text: str, about: _About) -> bool:
    """Say whether a sentence tells news and needs nothing before it."""
    if openings.leans_back(text, about.language) or openings.asks(text) or openings.announces(text):
        return False
    if count_words(text) < FEWEST_WORDS or text[0] in _MARKS + "'(":
        return False
    plain = _QUOTED.sub(" ", text)
    is_own = about.voice.person.search(plain) or _WE.search(plain)
    tells = about.voice.news.search(plain) or about.voice.gist.search(plain)
    return not is_own and bool(tells)


def _opens_with_surname(found: Sequence[Sentence], n: int) -> bool:
    """Say whether a sentence begins with the bare surname of somebody whom only the text before it names in full."""
    text = found[n].text
    first = _FIRST_NAME.match(text)
    return first is not None and first[1] in _known_surnames(found, n) - _full_names(text)


def _names_someone_known(found: Sequence[Sentence], n: int) -> bool:
    """Say whether a sentence gives only the surname of somebody whom the text before it has named in full."""
    text = found[n].text
    left = _known_surnames(found, n) - _full_names(text)
    return any(name in left for name in _NAME.findall(text))


def _known_surnames(found: Sequence[Sentence], n: int) -> frozenset[str]:
    before = " ".join(one.text for one in found[:n])
    return frozenset(last for _, last in _FULL_NAME.findall(before))


def _full_names(text: str) -> frozenset[str]:
    return frozenset(part for name, _ in _FULL_NAME.findall(text) for part in name.split())
