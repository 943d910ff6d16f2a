"""How the names of outlets are written: the list's and one's own, by their first word."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from digest.summarize.outlet_names import ADJECTIVES, COMMON_WORDS, table


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an outlet's name, without its article; one of `needs`, if any, has to stand before it."""

    text: str
    name: str
    needs: frozenset[str] = frozenset()
    weak: bool = False


Index = Mapping[str, tuple[Spelling, ...]]

_ARTICLE = re.compile(r"(The|the|Der|Die|Das|Le|La|Les|El|De)\s+(?=\S)")
_CASES = {
    "The": frozenset({"the"}),
    "Der": frozenset({"der", "dem", "den", "des"}),
    "Die": frozenset({"die", "der"}),
    "Das": frozenset({"das", "dem", "des"}),
    "Le": frozenset({"le", "au", "du"}),
    "La": frozenset({"la"}),
    "Les": frozenset({"les", "aux", "des"}),
    "El": frozenset({"el", "al", "del"}),
    "De": frozenset({"de"}),
}
_PLAIN_WORD = re.compile(r"[A-Z][a-z]+")


@cache
def listed() -> Index:
    """The spellings of the list."""
    return _index(one for name, others in table().items() for one in _listed_spellings(name, others))


def of_names(names: Iterable[str]) -> Index:
    """The spellings of names given, each with or without its article; one plain word of them is weak."""
    return _index(one for name in names if name.strip() for one in _own_spellings(name))


def canonical(name: str) -> str:
    """The printed name of the outlet that also goes by `name`; a name that is not listed is its own."""
    return _printed().get(name.replace("’", "'"), name)


@cache
def listed_names() -> Mapping[str, str]:
    """The printed names by all their names without spaces, article and capitals (`nytimes`), as hosts spell them."""
    return {_squeezed(one): name for name, others in table().items() for one in (*others, name)}


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]", "", name.removeprefix("The ").casefold())


@cache
def _printed() -> Mapping[str, str]:
    return {other: name for name, others in table().items() for other in others}


def _index(spellings: Iterable[Spelling]) -> Index:
    """By the first word, the longest first."""
    found: dict[str, list[Spelling]] = {}
    for one in spellings:
        first = re.match(r"\w+", one.text)
        found.setdefault(first[0] if first else one.text, []).append(one)
    return {word: tuple(sorted(some, key=lambda one: -len(one.text))) for word, some in found.items()}


def _listed_spellings(name: str, others: tuple[str, ...]) -> Iterator[Spelling]:
    for text in (name, *others):
        article = _ARTICLE.match(text)
        if article is None:
            yield Spelling(text, name, weak=text in COMMON_WORDS)
            continue
        bare, english = text[article.end() :], article[1].casefold() == "the"
        yield Spelling(bare, name, _CASES[article[1].capitalize()], weak=bare in ADJECTIVES or not english)
        if not english:
            yield Spelling(text, name)


def _own_spellings(name: str) -> Iterator[Spelling]:
    text = " ".join(name.replace("’", "'").split())
    article = _ARTICLE.match(text)
    english = article is not None and article[1].casefold() == "the"
    bare = text[article.end() :] if article and english else text
    is_plain = _PLAIN_WORD.fullmatch(bare) is not None
    needs = _CASES["The"] if english and is_plain else frozenset[str]()
    yield Spelling(bare, " ".join(name.split()), needs, weak=is_plain and not english)
