"""The archive's answers: lists, editions as they were mailed, single stories, feeds, the sitemap. Only what is fixed is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from digest.compose.message import Tokens
from digest.compose.views import page
from digest.compose.wording import wording
from digest.newsroom import Newsroom
from digest.sample.pictures import shown_here
from digest.web.archive import feeds, sitemap
from digest.web.archive.fresh import fresh
from digest.web.archive.issues import Issue, issue_of, mailed_page, newest, newest_day
from digest.web.archive.page import RULES, impersonal, stamped, unaddressed, with_head
from digest.web.archive.sharing import (
    FEEDS,
    about_issue,
    about_list,
    about_story,
    stamps,
    stories_of,
)
from digest.web.pages import Pages, answer
from subscribers.web import NewsletterCard
from subscribers.web.answers import policy

PAGE = 50
IN_A_FEED = 20
IN_THE_SITEMAP = 2_000
_KINDS = {file: kind for _, file, kind in FEEDS}
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition in the list: where it is, relative to the list, and what it is about."""

    href: str
    day: str
    subject: str
    preheader: str


class Archive:
    """`/archive` and what is below it."""

    def __init__(
        self, rooms: Mapping[str, Newsroom], cards: Mapping[str, NewsletterCard], pages: Pages
    ) -> None:
        self._rooms, self._cards, self._pages = rooms, cards, pages

    def newsletters(self, request: Request) -> Response:
        """All newsletters, or straight to the only one."""
        if len(self._cards) == 1:
            return RedirectResponse(f"archive/{next(iter(self._cards))}", 307)
        cards = list(self._cards.values())
        return fresh(request, answer(self._page("newsletters", None, newsletters=cards), seconds=60))

    def editions(self, request: Request, slug: str, before: str = "") -> Response:
        """The past editions of a newsletter, newest first, `PAGE` at a time."""
        room, start = self._rooms.get(slug), _day(before)
        if room is None or (before and start is None):
            return self.missing(slug)
        found = newest(room.engine, slug, PAGE + 1, start)
        older = f"{slug}?before={found[PAGE - 1].day}" if len(found) > PAGE else None
        entries = [_entry(room, issue) for issue in found[:PAGE]]
        html = self._page("archive", self._cards[slug], entries=entries, older=older, meta=about_list(room))
        return fresh(request, answer(html, seconds=60), _changed(found))

    def latest(self, slug: str) -> Response:
        """To the newest edition; to the list, which says so, while there is none."""
        room = self._rooms.get(slug)
        if room is None:
            return self.missing(slug)
        day = newest_day(room.engine, slug)
        return RedirectResponse(day.isoformat() if day else f"../{slug}", 307, {"Cache-Control": "no-cache"})

    def edition(self, request: Request, slug: str, day: str) -> Response:
        """The edition of a day as it was mailed, with what was corrected since above it."""
        room, issue = self._issue(slug, day)
        if room is None or issue is None:
            return self.missing(slug)
        mailed = mailed_page(room.engine, slug, issue.day)
        html = impersonal(mailed, Tokens.of(issue.seed), f"../../subscribe?newsletter={slug}")
        words = wording(room.templates, issue.content.language)
        why = words.say("why", name=room.head.name, host=room.head.host)
        html = unaddressed(html, f"{room.head.archive_url}/{issue.day.isoformat()}", why)
        html = with_head(html, self._pages.render("web/meta.html", meta=about_issue(room, issue)))
        html = stamped(html, self._note(issue) if issue.corrections else "")
        return fresh(request, answer(shown_here(html), seconds=300, rules=RULES), issue.changed)

    def story(self, request: Request, slug: str, day: str, number: str) -> Response:
        """One story of an edition, on a page of its own."""
        room, issue = self._issue(slug, day)
        if room is None or issue is None or not _is_number(number):
            return self.missing(slug)
        if issue.story(int(number)) is None:
            return self.missing(slug)
        html = shown_here(self._story(room, issue := issue.told_of(int(number)), int(number)))
        rules = policy(html).replace("img-src 'self' data:", "img-src https: data:")
        return fresh(request, answer(html, seconds=300, rules=rules), issue.changed)

    def feed(self, request: Request, slug: str, file: str) -> Response:
        """The newest editions as a feed."""
        room = self._rooms.get(slug)
        if room is None:
            return self.missing(slug)
        found = newest(room.engine, slug, IN_A_FEED)
        entries = [self._feed_entry(room, issue) for issue in found]
        channel = feeds.Channel(room.head, f"{room.head.archive_url}/{file}", entries, _LONG_AGO)
        made = _data(feeds.WRITERS[file](channel), f"{_KINDS[file]}; charset=utf-8", 300)
        return fresh(request, made, _changed(found))

    def sitemap(self, request: Request) -> Response:
        """Every public address of the newsletters that are known at this host, or of all where it is none of theirs."""
        host = request.headers.get("host", "")
        here = [room for room in self._rooms.values() if room.head.host == host] or [*self._rooms.values()]
        return fresh(request, _data(sitemap.sitemap(_places(here)), "application/xml", 3600))

    def missing(self, slug: str) -> Response:
        """There is no such page, said in the newsletter's own look where it is known."""
        if slug not in self._rooms:
            raise HTTPException(404)  # said as of any page that is not there
        home = self._rooms[slug].head.archive_url
        return answer(self._page("missing", self._cards[slug], home=home), 404)

    def _issue(self, slug: str, day: str) -> tuple[Newsroom | None, Issue | None]:
        room, when = self._rooms.get(slug), _day(day)
        return room, issue_of(room.engine, slug, when) if room and when else None

    def _note(self, issue: Issue) -> str:
        language = issue.content.language
        return self._pages.render(
            "web/corrected.html", corrections=stamps(issue), language=language, said_in=language
        )

    def _story(self, room: Newsroom, issue: Issue, number: int) -> str:
        words, stories = wording(room.templates, issue.content.language), stories_of(issue.content)
        at = next(place for place, one in enumerate(stories) if one.number == number)
        return self._page(
            "story", self._cards[room.slug], story=stories[at], meta=about_story(room, issue, number),
            before=stories[at - 1] if at else None, after=stories[at + 1] if at + 1 < len(stories) else None,
            corrections=stamps(issue), issue_day=issue.day, day=words.day(issue.day),
            said_in=words.language, direction=words.direction, say=words.say, near=words.near,
        )  # fmt: skip

    def _feed_entry(self, room: Newsroom, issue: Issue) -> feeds.Entry:
        words, meta = wording(room.templates, issue.content.language), about_issue(room, issue)
        html = self._pages.render(
            "feed/edition.html", page=page(issue.content, room.head.archive_url), address=meta.url,
            say=words.say, corrections=stamps(issue), language=issue.content.language,
        )  # fmt: skip
        key = feeds.entry_key(room.head, issue.day.isoformat())
        image = meta.image.url if meta.image else None
        return feeds.Entry(
            key, meta.url, meta.title, meta.description, html, issue.published, issue.changed, image
        )

    def _page(self, name: str, card: NewsletterCard | None, **context: object) -> str:
        return self._pages.render(f"web/{name}.html", newsletter=card, **context)


def _places(rooms: list[Newsroom]) -> Iterator[sitemap.Place]:
    for room in rooms:
        yield from sitemap.places(room.head.archive_url, newest(room.engine, room.slug, IN_THE_SITEMAP))


def _entry(room: Newsroom, issue: Issue) -> Entry:
    content = issue.content
    day = wording(room.templates, content.language).day(issue.day)
    return Entry(f"{room.slug}/{issue.day}", day, content.subject, content.preheader)


def _changed(issues: list[Issue]) -> datetime | None:
    return max((issue.changed for issue in issues), default=None)


def _data(body: bytes, kind: str, seconds: int) -> Response:
    """What programs read: nothing of it is ever shown as a page of ours."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": f"public, max-age={seconds}",
    }
    return Response(body, media_type=kind, headers=headers)


def _day(text: str) -> date | None:
    """A day in the one spelling that the links use."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def _is_number(text: str) -> bool:
    """Whether it is a story's number in the one spelling that the links use."""
    return text.isascii() and text.isdigit() and len(text) < 4 and not text.startswith("0")
