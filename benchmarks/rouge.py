"""ROUGE-1 F1 with Porter's stemmer, and the baseline it is compared with: the first sentences of a text."""

import re
from collections import Counter
from functools import lru_cache

from nltk.stem.porter import PorterStemmer

_WORD = re.compile(r"[a-z0-9]+")
_END = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z\"“‘'(0-9])")
_LAST = re.compile(r"(\S+)$")
_ABBREVIATED = re.compile(r"(Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|vs|No|U\.S|U\.K|U\.N|[A-Z])\.")
_AGENCY = re.compile(r"^\(?CNN\)?\s*(--|—)?\s*")
_stemmer = PorterStemmer()


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return _stemmer.stem(word) if len(word) > 3 else word


def _unigrams(text: str) -> Counter[str]:
    return Counter(map(_stem, _WORD.findall(text.lower())))


def rouge1(reference: str, text: str) -> float:
    """F1 of the words that both have, each counted as often as both have it (Lin 2004), from 0 to 1."""
    wanted, got = _unigrams(reference), _unigrams(text)
    shared = (wanted & got).total()
    return 2 * shared / (wanted.total() + got.total()) if shared else 0.0


def first_sentences(text: str, count: int) -> str:
    """The first `count` sentences, split plainly and without an agency's mark: what any reader of a lead has for nothing."""
    return " ".join(plain_sentences(_AGENCY.sub("", text))[:count])


def plain_sentences(text: str) -> list[str]:
    """Split at marks that a capital follows, unless a title or an initial stands before them."""
    found, start = [], 0
    for match in _END.finditer(text):
        word = _LAST.search(text[start : match.start() + 1])
        if not (word and _ABBREVIATED.fullmatch(word[1])):
            found.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found
