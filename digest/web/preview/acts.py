"""What an editor does at the desk, as the page posts it: one act, one step that can be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from digest import daily, desk
from digest.compose.content import EditionContent, Item
from digest.compose.templates import environment
from digest.compose.views import clean
from digest.editions import Drafted
from digest.editorial import steps
from digest.editorial.changes import Changes
from digest.errors import DigestError, EditionError
from digest.newsroom import Newsroom
from digest.web.pages import Pages
from digest.web.preview.choices import taken
from digest.web.preview.desk import stored
from digest.web.preview.press import Press
from digest.web.preview.screen import HEADERS

KEY = Annotated[int, Form()]
LINE = Annotated[str, Form(max_length=500)]
DAY = Annotated[date, Form()]
Step = Callable[[Changes, EditionContent], Changes]
How = Callable[[Changes], Changes]


class Acts:
    """Answers are JSON for the page's script, and a way back to the page for a browser without it."""

    def __init__(self, press: Press, editor: str) -> None:
        self._press, self._editor = press, editor
        self._pages = Pages(environment())

    def pin(self, request: Request, day: DAY, key: KEY) -> Response:
        """Pin a story, or let it go."""
        return self._story(request, day, key, lambda now, _content, item: steps.pin(now, item.articles))

    def drop(self, request: Request, day: DAY, key: KEY) -> Response:
        """Leave a story out."""
        return self._story(request, day, key, lambda now, _content, item: steps.drop(now, item.articles))

    def up(self, request: Request, day: DAY, key: KEY) -> Response:
        """One place earlier."""
        return self._story(request, day, key, lambda now, content, item: steps.shift(now, content, item, -1))

    def down(self, request: Request, day: DAY, key: KEY) -> Response:
        """One place later."""
        return self._story(request, day, key, lambda now, content, item: steps.shift(now, content, item, 1))

    def place(self, request: Request, day: DAY, key: KEY, before: KEY) -> Response:
        """In another story's place."""
        return self._story(
            request,
            day,
            key,
            lambda now, content, item: steps.before(now, content, item, _item(content, before)),
        )

    def last(self, request: Request, day: DAY, key: KEY, section: LINE) -> Response:
        """At the end of a section."""

        def change(room: Newsroom, drafted: Drafted) -> How:
            content, to = drafted.content, _section(room, section)
            return lambda now: steps.move(now, content, _item(content, key), to)

        return self._change(request, day, change)

    def put_in(self, request: Request, day: DAY, key: KEY) -> Response:
        """Print a story that was left out."""
        return self._change(
            request, day, lambda _room, drafted: lambda now: steps.put_in(now, _left_out(drafted, key))
        )

    def story(
        self,
        request: Request,
        day: DAY,
        key: KEY,
        headline: LINE = "",
        section: LINE = "",
        sentence: Annotated[list[str] | None, Form()] = None,
        shown: Annotated[list[str] | None, Form()] = None,
    ) -> Response:
        """A story's headline, section and lead; `shown` are the sentences that the lead had when the page was made."""

        def change(room: Newsroom, drafted: Drafted) -> How:
            item = _item(drafted.content, key)
            words = clean(headline)
            chosen = None if sentence == shown else _chosen(room, key, sentence or ())

            def how(now: Changes) -> Changes:
                own = "" if words == item.headline and key not in now.headlines else words
                lead = now.leads.get(key, ()) if chosen is None else chosen
                reworded = steps.reword(now, key, own, lead)
                stands = next(one.name for one in drafted.content.sections if item in one.items)
                if section in {"", stands}:
                    return reworded
                return steps.move(reworded, drafted.content, item, _section(room, section))

            return how

        return self._change(request, day, change)

    def texts(
        self,
        request: Request,
        day: DAY,
        subject: LINE = "",
        preheader: LINE = "",
        greeting: Annotated[str, Form(max_length=2000)] = "",
        note: Annotated[str, Form(max_length=2000)] = "",
    ) -> Response:
        """The words before the first story; what is as the room made it, or empty, is the room's."""

        def change(now: Changes, content: EditionContent) -> Changes:
            def own(text: str, before: str, made: str) -> str:
                plain = clean(text)
                return plain if before or plain != made else ""

            return replace(
                now,
                subject=own(subject, now.subject, content.subject),
                preheader=own(preheader, now.preheader, content.preheader),
                greeting=own(greeting, now.greeting, content.greeting),
                note=clean(note),
            )

        return self._save(request, day, change)

    def undo(self, request: Request, day: DAY) -> Response:
        """Take the last step back."""
        return self._do(request, lambda room, _drafted: desk.undo(room, day, clock=self._press.clock))

    def approve(self, request: Request, day: DAY, seen: LINE) -> Response:
        """Approve what the page showed."""
        return self._do(
            request,
            lambda room, _drafted: desk.approve(room, day, seen, clock=self._press.clock, by=self._editor),
        )

    def hold(self, request: Request, day: DAY, reason: LINE = "") -> Response:
        """Keep the edition back."""
        return self._do(
            request, lambda room, _drafted: desk.hold(room, day, clean(reason), clock=self._press.clock)
        )

    def release(self, request: Request, day: DAY) -> Response:
        """Let it go again."""
        return self._do(request, lambda room, _drafted: desk.release(room, day, clock=self._press.clock))

    def _story(
        self,
        request: Request,
        day: date,
        key: int,
        change: Callable[[Changes, EditionContent, Item], Changes],
    ) -> Response:
        return self._save(request, day, lambda now, content: change(now, content, _item(content, key)))

    def _save(self, request: Request, day: date, step: Step) -> Response:
        return self._change(request, day, lambda _room, drafted: lambda now: step(now, drafted.content))

    def _change(self, request: Request, day: date, change: Callable[[Newsroom, Drafted], How]) -> Response:
        clock = self._press.clock

        def act(room: Newsroom, drafted: Drafted) -> Drafted:
            seen = drafted if drafted.edition.day == day else daily.draft(room, day, clock=clock)
            return desk.change(room, day, change(room, seen), clock=clock)

        return self._do(request, act)

    def _do(self, request: Request, act: Callable[[Newsroom, Drafted], Drafted]) -> Response:
        by_script = "application/json" in request.headers.get("accept", "")
        try:
            self._press.work(act)
        except DigestError as error:
            said = f"{str(error)[:1].upper()}{str(error)[1:]}."
            return JSONResponse({"message": said}, 422, HEADERS) if by_script else self._told(said)
        if by_script:
            return JSONResponse({"message": ""}, headers=HEADERS)
        return RedirectResponse("../#desk-title", 303, HEADERS)

    def _told(self, message: str) -> Response:
        page = self._pages.render("web/preview/refused.html", message=message)
        return HTMLResponse(page, 422, {**HEADERS, "Content-Security-Policy": "default-src 'self'"})


def _item(content: EditionContent, key: int) -> Item:
    found = next((item for item in content.items() if key in item.articles), None)
    if found is None:
        raise EditionError("that story is not in the edition any more; the page shows how it stands now")
    return found


def _left_out(drafted: Drafted, key: int) -> tuple[int, ...]:
    """All articles of a story that is out, the one that leads it first: any of them may have been dropped."""
    ranks = {
        one.article_id: one.rank for one in drafted.decisions if one.story is None and one.rank is not None
    }
    if key not in ranks:
        raise EditionError("that story is not left out any more; the page shows how it stands now")
    return (key, *(other for other, rank in ranks.items() if rank == ranks[key] and other != key))


def _section(room: Newsroom, name: str) -> str:
    if name not in {rule.name for rule in room.newsletter.sections}:
        raise EditionError(f"there is no section “{clean(name)}” any more; load the page anew")
    return name


def _chosen(room: Newsroom, key: int, wanted: Sequence[str]) -> tuple[str, ...]:
    """The sentences, all of them the article's own and no more than its licence has."""
    from digest.editorial.sources import configured

    article = stored(room, [key]).get(key)
    if article is None:
        raise EditionError("that article is not in the store any more; the page shows how it stands now")
    return taken(article, wanted, configured(room.sources).of(article).max_words) if wanted else ()
