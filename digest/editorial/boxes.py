"""What the quote and the number of the day have in common: where they are looked for, and what cannot stand alone."""

import re
from dataclasses import dataclass

from digest.compose.content import SourceLink
from digest.editorial.candidates import Candidate
from digest.editorial.names import credits_of

_BACK = re.compile(
    r"(?:it|its|it[’']s|this|that|that[’']s|these|those|they|their|he|his|she|her|him|them|but|and|or|so|yet|also|then|"
    r"there|such|both|neither|none|however|instead|still|er|sie|es|dies\w*|aber|und|il|elle|ils|mais|et|ese|esa|pero|y)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A story of the edition: the articles told in words of their own, the text that is printed of it."""

    articles: tuple[Candidate, ...]
    text: str
    fallback: str


def asks_back(text: str) -> bool:
    """Say whether a text opens with a word that points at something said before."""
    return _BACK.match(text) is not None


def credit_of(article: Candidate, fallback: str) -> SourceLink:
    """The outlet of one article, linked to it."""
    return credits_of((article,), "", fallback)[0]
