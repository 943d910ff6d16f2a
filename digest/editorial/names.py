"""Names of outlets: when two of them mean the same one, and which are credited for a story."""

from collections.abc import Iterable

from digest.compose.content import SourceLink
from digest.editorial.candidates import Candidate
from digest.editorial.terms import words
from digest.summarize.attribution import named_sources


def same_outlet_key(name: str) -> str:
    """What `The Guardian`, `Guardian` and `the guardian` have in common."""
    found = words(name)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found) or name


def credits_of(articles: Iterable[Candidate], printed: str, fallback: str) -> tuple[SourceLink, ...]:
    """The sources of a story: its articles' outlets, then those that the printed text names, each once.

    A story of which no outlet is known is credited to its author, else to the first outlet that its full text
    names, else to `fallback`, without a link.
    """
    articles = list(articles)
    own = [SourceLink(one.outlet, one.url) for one in articles if one.outlet]
    named = [SourceLink(name) for name in named_sources(printed)]
    return _each_once([*own, *named]) or (_last_resort(articles, fallback),)


def _last_resort(articles: Iterable[Candidate], fallback: str) -> SourceLink:
    authors = [" ".join(one.byline.split()) for one in articles if one.byline and one.byline.strip()]
    texts = (named_sources(" ".join(one.paragraphs)) for one in articles)
    names = authors or [name for found in texts for name in found[:1]]
    return SourceLink(names[0] if names else fallback)


def _each_once(sources: Iterable[SourceLink]) -> tuple[SourceLink, ...]:
    """The first of each outlet, linked where any of its mentions is."""
    kept: dict[str, SourceLink] = {}
    for source in sources:
        key = same_outlet_key(source.name)
        known = kept.setdefault(key, source)
        if known.url is None and source.url:
            kept[key] = SourceLink(known.name, source.url)
    return tuple(kept.values())
