"""Names of outlets: when two of them mean the same one, and which are credited for a story."""

from collections.abc import Iterable, Sequence

from digest.compose.content import SourceLink
from digest.editorial.candidates import Candidate
from digest.editorial.terms import words
from digest.summarize.attribution import named_sources


def same_outlet_key(name: str) -> str:
    """What `The Guardian`, `Guardian` and `the guardian` have in common."""
    found = words(name)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found) or name


def credits_of(
    articles: Iterable[Candidate], printed: str, fallback: str, *, known: Sequence[str] = ()
) -> tuple[SourceLink, ...]:
    """The sources of a story: its articles' outlets, then those that the printed text names, each once.

    `known` are the window's own outlets: a name that looks like none is recognised all the same.

    An article whose own outlet is not known stands for those that its full text names. Where nobody is named at all,
    the author is credited, else `fallback`, without a link.
    """
    articles = list(articles)
    own = [SourceLink(one.outlet, one.url) for one in articles if one.outlet]
    named = [SourceLink(name) for name in named_sources(printed, known=known)]
    behind = [SourceLink(name) for one in articles if not one.outlet for name in _named_in(one)]
    return _each_once([*own, *named, *behind]) or (SourceLink(_author(articles) or fallback),)


def _named_in(article: Candidate) -> tuple[str, ...]:
    return named_sources(" ".join(article.paragraphs))


def _author(articles: Iterable[Candidate]) -> str | None:
    authors = (" ".join((one.byline or "").split()) for one in articles)
    return next((author for author in authors if author), None)


def _each_once(sources: Iterable[SourceLink]) -> tuple[SourceLink, ...]:
    """The first of each outlet, linked where any of its mentions is."""
    kept: dict[str, SourceLink] = {}
    for source in sources:
        key = same_outlet_key(source.name)
        known = kept.setdefault(key, source)
        if known.url is None and source.url:
            kept[key] = SourceLink(known.name, source.url)
    return tuple(kept.values())
