"""Past editions for everybody: the page that was mailed, without anything that was one reader's own."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Select, select
from sqlmodel import col

from digest.compose.message import Tokens
from digest.compose.wording import wording
from digest.database import reading
from digest.editorial.variants import EVERYONE
from digest.models import FIXED_STATES, Edition, EditionVariant
from digest.newsroom import Newsroom
from digest.sample.pictures import shown_here
from digest.web.pages import Pages, answer
from subscribers.web import NewsletterCard

PAGE = 50
RULES = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)  # a mail's styles stand in its tags; nothing of it runs


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition in the list: where it is, relative to the list, and what it is about."""

    href: str
    day: str
    subject: str
    preheader: str


class Archive:
    """`/archive` and what is below it. Only editions whose bytes are fixed are shown."""

    def __init__(
        self, rooms: Mapping[str, Newsroom], cards: Mapping[str, NewsletterCard], pages: Pages
    ) -> None:
        self._rooms, self._cards, self._pages = rooms, cards, pages

    def newsletters(self) -> Response:
        """All newsletters, or straight to the only one."""
        if len(self._cards) == 1:
            return RedirectResponse(f"archive/{next(iter(self._cards))}", 307)
        return answer(self._page("newsletters", None, newsletters=list(self._cards.values())), seconds=60)

    def editions(self, slug: str, before: str = "") -> Response:
        """The past editions of a newsletter, newest first, `PAGE` at a time."""
        room, start = self._rooms.get(slug), _day(before)
        if room is None or (before and start is None):
            return self.missing(slug)
        wanted = _fixed(slug) if start is None else _fixed(slug).where(col(Edition.day) < start)
        with reading(room.engine) as session:
            found = session.scalars(wanted.limit(PAGE + 1)).all()
        entries = [_entry(room, edition) for edition in found[:PAGE]]
        older = f"{slug}?before={found[PAGE - 1].day}" if len(found) > PAGE else None
        page = self._page("archive", self._cards[slug], entries=entries, older=older)
        return answer(page, seconds=60)

    def latest(self, slug: str) -> Response:
        """To the newest edition; to the list, which says so, while there is none."""
        room = self._rooms.get(slug)
        if room is None:
            return self.missing(slug)
        with reading(room.engine) as session:
            newest = session.scalars(_fixed(slug).limit(1)).one_or_none()
        place = f"../{slug}" if newest is None else newest.day.isoformat()
        return RedirectResponse(place, 307, {"Cache-Control": "no-cache"})

    def edition(self, slug: str, day: str) -> Response:
        """The edition of a day as it was mailed."""
        room, when = self._rooms.get(slug), _day(day)
        if room is None or when is None:
            return self.missing(slug)
        wanted = (
            select(col(EditionVariant.html), col(Edition.content))
            .join(Edition, col(Edition.id) == col(EditionVariant.edition_id))
            .where(col(Edition.newsletter) == slug, col(Edition.day) == when)
            .where(col(Edition.state).in_(FIXED_STATES), col(EditionVariant.key) == EVERYONE)
        )
        with reading(room.engine) as session:
            found = session.execute(wanted).one_or_none()
        if found is None:
            return self.missing(slug)
        html, content = found
        page = impersonal(html, Tokens.of(content), f"../../subscribe?newsletter={slug}")
        return answer(shown_here(page), seconds=300, rules=RULES)

    def missing(self, slug: str) -> Response:
        """There is no such page, said in the newsletter's own look where it is known."""
        home = f"{self._rooms[slug].head.archive_url}" if slug in self._rooms else None
        return answer(self._page("missing", self._cards.get(slug), home=home), 404)

    def _page(self, name: str, card: NewsletterCard | None, **context: object) -> str:
        return self._pages.render(f"web/{name}.html", newsletter=card, **context)


def impersonal(html: str, tokens: Tokens, elsewhere: str) -> str:
    """A mail's HTML without the links that are one reader's own; one that is not a plain link leads `elsewhere`."""
    for name in ("unsubscribe_url", "preferences_url"):
        link = rf'<a\b[^>]*\shref="{tokens[name]}"[^>]*>.*?</a>(?:[\s·]|&nbsp;|&#160;)*'
        html = re.sub(link, "", html, flags=re.DOTALL | re.IGNORECASE)
    parts = tokens.split(html)
    parts[1::2] = [escape(elsewhere)] * (len(parts) // 2)
    return "".join(parts)


def _fixed(slug: str) -> Select[Edition]:
    fixed = select(Edition).where(col(Edition.newsletter) == slug, col(Edition.state).in_(FIXED_STATES))
    return fixed.order_by(col(Edition.day).desc())


def _entry(room: Newsroom, edition: Edition) -> Entry:
    content = json.loads(edition.content)
    day = wording(room.templates, content["language"]).day(edition.day)
    return Entry(f"{room.slug}/{edition.day}", day, content["subject"], content["preheader"])


def _day(text: str) -> date | None:
    """A day in the one spelling that the links use."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def routes(archive: Archive) -> APIRouter:
    """The archive's addresses."""
    made = APIRouter(include_in_schema=False)
    for path, endpoint in (
        ("/archive", archive.newsletters),
        ("/archive/{slug}", archive.editions),
        ("/archive/{slug}/latest", archive.latest),
        ("/archive/{slug}/{day}", archive.edition),
    ):
        made.add_api_route(path, endpoint, methods=["GET", "HEAD"])
    return made
