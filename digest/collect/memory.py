"""What a collection remembers of the sources it meets: each one's latest stories, read from the store once."""

from collections.abc import Container
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from digest.collect.boilerplate import Story, story
from digest.models import Article

STORIES = 60
"""Latest articles of a source that its furniture is learned from."""
SOURCES = 400
"""Sources that are held at once; one that was not met for longest is read again when it comes."""


class Memory:
    """The stories of some sources' latest articles, by article."""

    def __init__(self) -> None:
        self._sources: dict[int, dict[str, tuple[datetime, Story]]] = {}

    def stories(self, session: Session, source_id: int, without: Container[str]) -> list[Story]:
        """Return a source's stories, the latest first, but for those of the articles whose identity is in `without`."""
        known = self._sources.pop(source_id, None)
        self._sources[source_id] = _latest(session, source_id) if known is None else known
        if len(self._sources) > SOURCES:
            del self._sources[next(iter(self._sources))]
        return [kept for key, (_, kept) in self._sources[source_id].items() if key not in without]

    def keep(self, source_id: int, article: Article, told: Story) -> None:
        """Remember what was just stored of a source whose stories were asked for; older ones are forgotten for it."""
        known = {**self._sources[source_id], article.identity: (article.stored_at, told)}
        order = sorted(sorted(known), key=lambda key: known[key][0], reverse=True)
        self._sources[source_id] = {key: known[key] for key in order[:STORIES]}


def _latest(session: Session, source_id: int) -> dict[str, tuple[datetime, Story]]:
    latest = (
        select(col(Article.identity), col(Article.stored_at), col(Article.blocks), col(Article.dropped))
        .where(col(Article.source_id) == source_id, col(Article.withdrawn_at).is_(None))
        .order_by(col(Article.stored_at).desc(), col(Article.identity))
        .limit(STORIES)
    )
    return {
        identity: (stored_at, story((block["text"] for block in blocks), (line["text"] for line in dropped)))
        for identity, stored_at, blocks, dropped in session.execute(latest)
    }
