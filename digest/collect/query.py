"""Pure: what somebody looks for, as the terms that both databases' full-text searches take."""

import re
from dataclasses import dataclass

from digest.errors import DigestError

MOST_TERMS = 32

_TERM = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"\w+")


class QueryError(DigestError, ValueError):
    """What was asked for holds no word that could be found."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand in this order; `is_start` where the last one may go on, `without` where they must not stand."""

    words: tuple[str, ...]
    is_start: bool = False
    without: bool = False


def parse(asked: str) -> tuple[Term, ...]:
    """Read `harbour "new ferry" light* -tram`: every term counts, a minus excludes, a star ends the start of a word.

    Raises:
        QueryError: there is no word to look for, or there are too many.
    """
    found = tuple(term for match in _TERM.finditer(asked) if (term := _term(match)) is not None)
    if not any(not term.without for term in found):
        raise QueryError(
            f"{asked!r} names no word to look for; write one, as in: digest articles search harbour"
        )
    if len(found) > MOST_TERMS:
        raise QueryError(f"{len(found)} terms are too many to look for; {MOST_TERMS} are allowed")
    return found


def _term(match: re.Match[str]) -> Term | None:
    said = match["word"] or match["phrase"] or ""
    words = tuple(_WORD.findall(said.casefold()))
    return Term(words, bool(match["word"]) and said.endswith("*"), bool(match["without"])) if words else None


def fts5(terms: tuple[Term, ...]) -> str:
    """The terms as SQLite's FTS5 has them; words are quoted, so that none is an operator."""
    wanted = [_quoted(term) for term in terms if not term.without]
    return " NOT ".join([" AND ".join(wanted), *(_quoted(term) for term in terms if term.without)])


def tsquery(terms: tuple[Term, ...]) -> str:
    """The terms as PostgreSQL's to_tsquery has them."""
    return " & ".join(("!" if term.without else "") + _followed(term) for term in terms)


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.is_start else "")


def _followed(term: Term) -> str:
    *first, last = (f"'{word}'" for word in term.words)
    return f"({' <-> '.join([*first, last + (':*' if term.is_start else '')])})"


def found_in(text: str, terms: tuple[Term, ...]) -> int | None:
    """Where the first of the terms begins in a text, in characters; None where none does."""
    places = [
        match.start()
        for term in terms
        if not term.without
        and (match := re.search(rf"(?<!\w){re.escape(term.words[0])}", text, re.IGNORECASE))
    ]
    return min(places, default=None)
