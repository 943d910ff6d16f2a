"""Headlines of stories: the titles that the articles have, and where none of them has one, one made of the text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from digest.editorial.candidates import Candidate
from digest.editorial.clauses import MOST, headline_of, is_title
from digest.editorial.doubts import is_weak
from digest.editorial.headlines import without_outlet
from digest.editorial.marks import capital, is_whole
from digest.editorial.ranking import Leads
from digest.editorial.standing import stands_alone
from digest.editorial.stories import Story, Telling
from digest.summarize.leads import Lead
from digest.summarize.openings import announces, leans_back
from digest.summarize.sentences import split
from digest.words import count_words

_POINTING = re.compile(
    r"(?:[^,]{1,80},\s)?(?:he|she|it|they|his|her|their|this|these|those|there)\b", re.IGNORECASE
)
READ, FURTHER = 4, 20
"""Sentences of a lead that a headline is looked for in; of the article, where no sentence of the lead stands alone."""
_SPOKEN = re.compile(
    r"\b(?:we|us|our|I|me|my|you|your)\b|\A(?:Even|First|Updated|Regrettably)\b", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:[A-Z][a-z]+\.?,?\s+)?(?:[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\.?\s+[A-Z][a-z]+),?\s+\d{4}\W*\Z"
)


def entitled(story: Story, leads: Leads, language: str) -> Story:
    """The story with the headlines that it may be printed under.

    Where a telling has a title, those without one, and those whose title is a text, have none and do not lead;
    where none has, each is given one: its long title cut, else the first sentence of its lead, by the same rules.
    """
    if any(_own(telling.original) for telling in story.tellings):
        kept = (_told(telling, _own(telling.original)) for telling in story.tellings)
    else:
        kept = (_told(telling, _made(telling.original, leads, language)) for telling in story.tellings)
    return Story(tuple(kept))


def first_sentence(lead: Lead) -> str:
    """The first sentence of a lead, but no date and no long question; of a long quotation, its first sentence alone."""
    told = next((one for one in lead.sentences if not _passed_over(one)), lead.sentences[0])
    first = split(told)[0].strip()
    return first if is_whole(first) or len(first.split()) > 3 else told


def _passed_over(sentence: str) -> bool:
    """A date says nothing, and a question cannot be cut."""
    return bool(_DATE.match(sentence)) or (sentence.endswith("?") and count_words(sentence) > MOST)


def _points_back(text: str, lead: Lead, article: str) -> bool:
    """Whether another sentence than the first speaks of what it does not name: `Two years ago, she ...`, `The judge in this case ...`."""
    if text == lead.sentences[0]:
        return False
    if text.rstrip("\"”’'").endswith("!"):
        return True  # a call tells nothing
    return _POINTING.match(text) is not None or not stands_alone(text, article)


def _told(telling: Telling, title: str) -> Telling:
    one = telling.original
    return telling if one.headline == title else replace(telling, original=replace(one, title=title))


def _own(one: Candidate) -> str:
    """A title that may be printed, without the outlet's name behind it; an editor's may always, as it is."""
    if one.is_edited:
        return one.headline
    return without_outlet(one.headline, one.outlet or "") if is_title(one.headline) else ""


def _made(one: Candidate, leads: Leads, language: str) -> str:
    """Of a long title its first sentence, else the first of the lead that makes one and leans on none before it."""
    spoken = one.language or language
    if one.headline:
        return capital(headline_of([split(one.headline)[0]], spoken))
    lead = leads[one.identity]
    others = [text for text in lead.sentences[1:READ] if not _passed_over(text)]
    article = " ".join(one.paragraphs)
    texts = sorted((first_sentence(lead), *others), key=leans_back)
    standing = [
        text
        for text in texts
        if not leans_back(text) and not announces(text) and not _points_back(text, lead, article)
    ]
    loose = leans_back(texts[0]) or is_weak(texts[0]) or announces(texts[0])
    first = (
        sorted(standing, key=is_weak) or (list(_further(one, lead, article)) if loose else []) or texts[:1]
    )
    return capital(headline_of(first, spoken))


def _further(one: Candidate, lead: Lead, article: str) -> Iterator[str]:
    """Sentences of an article behind its lead that stand alone: where none of the lead's does."""
    for text in islice((told for paragraph in one.paragraphs for told in split(paragraph)), FURTHER):
        loose = (
            leans_back(text) or announces(text) or _passed_over(text) or is_weak(text) or _SPOKEN.search(text)
        )
        if not loose and not _points_back(text, lead, article):
            yield text.strip()
