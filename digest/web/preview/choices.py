"""What an editor may choose from in one article: its whole sentences, those printed and those chosen marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.editorial.candidates import Candidate
from digest.errors import EditionError
from digest.words import count_words

MOST = 80
"""Sentences that are offered of one article."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence, its length, and whether it is in the mail as it stands."""

    text: str
    words: int
    is_printed: bool


def choices(article: Candidate, lead: str) -> tuple[Choice, ...]:
    """The sentences that may be chosen, in the article's order; `lead` is what is printed of it now."""
    printed = " ".join(lead.split())
    return tuple(Choice(text, words, text in printed) for text, words in _offered(article.paragraphs))


def taken(article: Candidate, wanted: Sequence[str], most: int | None) -> tuple[str, ...]:
    """The chosen sentences, each one the article's own; `most` is how many words its licence allows.

    Raises:
        EditionError: one is not in the article any more, or they are too long for the licence.
    """
    from digest.summarize.passage import chosen_of

    found = chosen_of(article.paragraphs, wanted)
    if found is None:
        raise EditionError("a chosen sentence is not in the article any more; look at its sentences again")
    words = sum(one.words for one in found)
    if most is not None and words > most:
        raise EditionError(f"its licence allows {most} words, and these sentences have {words}; choose fewer")
    return tuple(one.text for one in found)


@lru_cache(maxsize=256)
def _offered(paragraphs: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    from digest.summarize.passage import chosen_of, sentences_of

    whole = dict.fromkeys(one.text for one in sentences_of(paragraphs) if one.is_whole)
    found = [text for text in list(whole)[:MOST] if chosen_of(paragraphs, [text]) is not None]
    return tuple((text, count_words(text)) for text in found)
