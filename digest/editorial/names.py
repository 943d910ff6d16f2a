"""Names of outlets: when two of them mean the same one, and which are credited for a story."""

import re
from collections.abc import Iterable, Sequence

from digest.compose.content import SourceLink
from digest.editorial.candidates import Candidate
from digest.editorial.terms import words
from digest.summarize.attribution import named_sources
from digest.summarize.spellings import canonical, listed_names

_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)*(?P<label>(?!co\.)[a-z0-9-]+)\.(?:co\.)?(?:com|org|net|in|uk|de|at|ch|fr|es|it)"
)
"""Hosts of the domains that the listed outlets have; `independent.ie` is another paper than `independent.co.uk`."""


def same_outlet_key(name: str) -> str:
    """What `The Guardian`, `Guardian`, `the guardian` and `theguardian.com` have in common, and `WSJ` with its long name."""
    listed = _of_host(name) or canonical(" ".join(name.split()))
    return _folded(listed) or name


def _of_host(name: str) -> str | None:
    """The listed outlet that a host is named after."""
    host = _HOST.fullmatch(name)
    if host is None:
        return None
    label = host["label"].replace("-", "")
    names = listed_names()
    return names.get(label) or names.get(label.removeprefix("the"))


def _folded(name: str) -> str:
    found = words(name)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found)


def credits_of(
    articles: Iterable[Candidate], printed: str, fallback: str, *, known: Sequence[str] = ()
) -> tuple[SourceLink, ...]:
    """The sources of a story: its articles' outlets, then those that the printed text names, each once.

    `known` are the window's own outlets: a name that looks like none is recognised all the same. A named outlet is
    linked where an article of the story is its own. All are kept; how many are printed is the templates' business.

    An article whose own outlet is not known stands for those that its full text names. Where nobody is named at all,
    the author is credited, else `fallback`, without a link.
    """
    articles = list(articles)
    context = "\n".join(_text(one) for one in articles)
    own = [SourceLink(one.outlet, one.url) for one in articles if one.outlet]
    named = [SourceLink(name) for name in named_sources(printed, known=known, context=context)]
    behind = [
        SourceLink(name)
        for one in articles
        if not one.outlet
        for name in named_sources(_text(one), known=known)
    ]
    return _each_once([*own, *named, *behind]) or (SourceLink(_author(articles) or fallback),)


def _text(article: Candidate) -> str:
    return "\n".join(article.paragraphs)


def _author(articles: Iterable[Candidate]) -> str | None:
    authors = (" ".join((one.byline or "").split()) for one in articles)
    return next((author for author in authors if author), None)


def _each_once(sources: Iterable[SourceLink]) -> tuple[SourceLink, ...]:
    """The first of each outlet, linked where any of its mentions is, by its name rather than by its host."""
    kept: dict[str, SourceLink] = {}
    for source in sources:
        key = same_outlet_key(source.name)
        first = kept.setdefault(key, source)
        name = source.name if _HOST.fullmatch(first.name) else first.name
        kept[key] = SourceLink(name, first.url or source.url)
    return tuple(kept.values())
