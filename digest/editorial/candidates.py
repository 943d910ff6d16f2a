"""The articles that an edition may print, as the editors' room sees them: values, free of the database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from digest.models import Article
from digest.words import count_words

Blocks = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored article of the window; `blocks` are (kind, text) in the order of the article.

    `chosen` are the sentences that an editor picked for its lead; one that `is_edited` leads its story.
    `identity` decides every tie, since it is a fact of the article; `article_id` only says which row it is.
    """

    article_id: int
    identity: str
    title: str
    stored_at: datetime
    blocks: Blocks = ()
    dek: str | None = None
    byline: str | None = None
    kicker: str | None = None
    section: str | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None
    published: datetime | None = None
    image: Mapping[str, object] | None = None
    tags: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    is_edited: bool = False

    @property
    def headline(self) -> str:
        """The title, its white space single."""
        return " ".join(self.title.split())

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The running text: neither headings nor, where there is other text, the items of lists."""
        texts = tuple(text for kind, text in self.blocks if kind in {"paragraph", "quote"})
        return texts or tuple(text for kind, text in self.blocks if kind != "heading")

    @property
    def words(self) -> int:
        """How many words the running text has."""
        return sum(count_words(text) for text in self.paragraphs)

    @property
    def moment(self) -> datetime:
        """When it was published; when it was stored, where no date is known or the date lies after that."""
        return min(self.published or self.stored_at, self.stored_at)

    @property
    def outlet(self) -> str | None:
        """Who published it: the source's name, else the host of its address."""
        name = " ".join((self.source or "").split())
        return name or _host(self.url)


def from_rows(rows: Iterable[tuple[Article, str | None]]) -> list[Candidate]:
    """The candidates of stored articles, each given with its source's name. Raises ValueError on an unstored row."""
    return [_from_row(article, source) for article, source in rows]


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates by identity: an order that does not depend on how they were stored or given."""
    return sorted(candidates, key=lambda one: (one.identity, one.article_id))


def named_by_host(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Articles known by their host only, named as others of that host are: by the name most of those carry."""
    candidates = list(candidates)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in candidates:
        host = _host(one.url)
        if host and one.outlet and not _is_host(one.outlet, host):
            names[host][one.outlet] += 1
    known = {host: min(counts, key=lambda name: (-counts[name], name)) for host, counts in names.items()}
    return [_named(one, known) for one in candidates]


def _named(candidate: Candidate, known: Mapping[str, str]) -> Candidate:
    host = _host(candidate.url)
    if host is not None and host in known and _is_host(candidate.outlet or host, host):
        return replace(candidate, source=known[host])
    return candidate


def _is_host(name: str, host: str) -> bool:
    return name.casefold().removeprefix("www.") == host


def _from_row(article: Article, source: str | None) -> Candidate:
    if article.id is None:
        raise ValueError(
            f"the article '{article.title}' is not stored yet; flush it before an edition is made"
        )
    return Candidate(
        article_id=article.id,
        identity=article.identity,
        title=article.title,
        stored_at=article.stored_at,
        blocks=tuple((str(block["kind"]), str(block["text"])) for block in article.blocks),
        dek=article.dek,
        byline=article.byline,
        kicker=article.kicker,
        section=article.section,
        language=article.language,
        source=source,
        url=article.url,
        published=article.published,
        image=article.image,
        tags=tuple(article.tags or ()),
    )


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
