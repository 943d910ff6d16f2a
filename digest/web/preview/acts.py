"""What an editor does at the desk, as the page posts it: one act, one step that can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from digest import daily, desk
from digest.compose.content import EditionContent, Item
from digest.daily import Drafted
from digest.editorial import steps
from digest.editorial.changes import Changes
from digest.errors import DigestError, EditionError
from digest.newsroom import Newsroom
from digest.web.preview.press import Press
from digest.web.preview.screen import HEADERS

KEY = Annotated[int, Form()]
LINE = Annotated[str, Form(max_length=500)]
DAY = Annotated[date, Form()]
Step = Callable[[Changes, EditionContent], Changes]


class Acts:
    """Answers are JSON for the page's script, and a way back to the page for a browser without it."""

    def __init__(self, press: Press, editor: str) -> None:
        self._press, self._editor = press, editor

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

    def put_in(self, request: Request, day: DAY, key: KEY) -> Response:
        """Print a story that was left out."""
        return self._save(request, day, lambda now, _content: steps.put_in(now, (key,)))

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

        def change(now: Changes, content: EditionContent) -> Changes:
            item = _item(content, key)
            words = headline.strip()
            own = "" if words == item.headline and key not in now.headlines else words
            same = sentence == shown and key not in now.leads
            reworded = steps.reword(now, key, own, () if same else sentence or ())
            stands = next(one.name for one in content.sections if item in one.items)
            return reworded if section in {"", stands} else steps.move(reworded, content, item, section)

        return self._save(request, day, change)

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
                plain = " ".join(text.split())
                return plain if before or plain != made else ""

            return replace(
                now,
                subject=own(subject, now.subject, content.subject),
                preheader=own(preheader, now.preheader, content.preheader),
                greeting=own(greeting, now.greeting, content.greeting),
                note=" ".join(note.split()),
            )

        return self._save(request, day, change)

    def undo(self, request: Request, day: DAY) -> Response:
        """Take the last step back."""
        return self._do(request, lambda room: desk.undo(room, day, clock=self._press.clock))

    def approve(self, request: Request, day: DAY, seen: LINE) -> Response:
        """Approve what the page showed."""
        return self._do(
            request, lambda room: desk.approve(room, day, seen, clock=self._press.clock, by=self._editor)
        )

    def hold(self, request: Request, day: DAY, reason: LINE = "") -> Response:
        """Keep the edition back."""
        return self._do(request, lambda room: desk.hold(room, day, reason, clock=self._press.clock))

    def release(self, request: Request, day: DAY) -> Response:
        """Let it go again."""
        return self._do(request, lambda room: desk.release(room, day, clock=self._press.clock))

    def _story(
        self,
        request: Request,
        day: date,
        key: int,
        change: Callable[[Changes, EditionContent, Item], Changes],
    ) -> Response:
        return self._save(request, day, lambda now, content: change(now, content, _item(content, key)))

    def _save(self, request: Request, day: date, step: Step) -> Response:
        def saved(room: Newsroom) -> Drafted:
            clock = self._press.clock
            drafted = daily.draft(room, day, clock=clock)
            now = desk.changes(drafted)
            wanted = step(now, drafted.content)
            return drafted if wanted == now else desk.save(room, day, wanted, clock=clock)

        return self._do(request, saved)

    def _do(self, request: Request, act: Callable[[Newsroom], Drafted]) -> Response:
        by_script = "application/json" in request.headers.get("accept", "")
        try:
            act(self._press.bench().room)
        except DigestError as error:
            said = f"{str(error)[:1].upper()}{str(error)[1:]}."
            return JSONResponse({"message": said}, 422, HEADERS) if by_script else _told(said)
        if by_script:
            return JSONResponse({"message": ""}, headers=HEADERS)
        return RedirectResponse("../", 303, HEADERS)


def _told(message: str) -> Response:
    return PlainTextResponse(f"{message}\nGo back, and load the page anew.\n", 422, HEADERS)


def _item(content: EditionContent, key: int) -> Item:
    found = next((item for item in content.items() if key in item.articles), None)
    if found is None:
        raise EditionError("that story is not in the edition any more; the page shows how it stands now")
    return found
