"""Asking for a newsletter and confirming it: the same answer whatever the address is to us."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from subscribers import guard, signup
from subscribers.guard import Verdict
from subscribers.signup import Join
from subscribers.tokens import Purpose
from subscribers.trail import Settled
from subscribers.web.bodies import TRAP, Submission, Token, submission
from subscribers.web.clients import client_of
from subscribers.web.desk import Desk
from subscribers.web.gate import BUSY, Door, Problem


class Joining:
    """`/subscribe`, `/embed` and `/confirm/{token}`."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._door = desk, Door(desk)

    def subscribe_page(self, request: Request, newsletter: str = "") -> Response:
        """The signup form; `newsletter` chooses one where there are several."""
        return self._form(request, Submission(newsletter=newsletter))

    def embed_page(self, request: Request, newsletter: str = "") -> Response:
        """A form for other sites: a few lines of HTML that post to the page with one button."""
        card = self._desk.offered(newsletter) or next(iter(self._desk.settings.newsletters.values()))
        return self._desk.page(request, "embed", card, trap=TRAP)

    def puzzle(self) -> Response:
        """What a program needs before it can sign somebody up: a puzzle to solve, where one is asked."""
        return JSONResponse({"puzzle": self._door.puzzle()}, headers={"Cache-Control": "no-store"})

    def subscribe(self, request: Request, sent: Annotated[Submission, Depends(submission)]) -> Response:
        """Ask for a newsletter.

        New, waiting, confirmed and suppressed addresses get the same answer; a confirmation mail goes to those who
        need one, at most once a day.
        """
        client = client_of(request, self._desk.settings.gate.trusted_proxies)
        language = self._desk.language(request, self._desk.offered(sent.newsletter))
        wish = self._door.wish(sent, client, language)
        if isinstance(wish, Problem):
            return self._refuse(request, sent, wish)
        if not sent.json and not self._door.was_filled_in(sent):
            return self._once_more(request, sent, wish)
        verdict = self._door.take(sent, wish, client)
        if isinstance(verdict, Problem):
            return self._refuse(request, sent, verdict)
        if verdict is Verdict.BUSY:
            return self._busy(request, sent)
        return (
            JSONResponse({"status": "accepted"}, 202)
            if sent.json
            else self._check_inbox(request, wish.newsletter)
        )

    def confirm_page(self, request: Request, token: Token) -> Response:
        """A page with the button that confirms; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.CONFIRM, token)
        if claim is None or self._desk.offered(claim.newsletter) is None:
            return self._desk.bad_link(request)
        return self._desk.mine(claim, "confirm", request)

    def confirm(self, request: Request, token: Token) -> Response:
        """Confirm a signup; pressing twice is as pressing once."""
        claim = self._desk.claim(Purpose.CONFIRM, token)
        if claim is None or self._desk.offered(claim.newsletter) is None:
            return self._desk.bad_link(request)
        keys, client = self._desk.settings.keys, client_of(request, self._desk.settings.gate.trusted_proxies)
        with self._desk.settings.sessions() as session:
            settled = signup.confirm(
                session, claim, self._desk.now(), keys=keys, network_hash=guard.network_hash(keys, client)
            )
        if settled is Settled.GONE:
            return self._desk.bad_link(request)
        return self._desk.mine(claim, "welcome", request, prefer=self._desk.sign(Purpose.PREFERENCES, claim))

    def _check_inbox(self, request: Request, newsletter: str) -> Response:
        """The same bytes whoever asks, and for whom: nothing of what was sent stands in it."""
        hours = int(self._desk.settings.confirm_max_age / timedelta(hours=1))
        card = self._desk.card(newsletter)
        return self._desk.page(request, "check_inbox", card, 202, hours=hours)

    def _once_more(self, request: Request, sent: Submission, wish: Join) -> Response:
        """The page with one button: for forms on other sites, and for forms that were sent sooner than anybody types."""
        card = self._desk.card(wish.newsletter)
        return self._desk.page(request, "once_more", card, sent=sent, trap=TRAP, door=self._door.carried())

    def _refuse(self, request: Request, sent: Submission, problem: Problem) -> Response:
        if sent.json:
            error = {"loc": ("body", problem.field), "msg": problem.reason, "type": "value_error"}
            raise RequestValidationError([error])
        return self._form(request, sent, problem, 422)

    def _busy(self, request: Request, sent: Submission) -> Response:
        plain = JSONResponse({"detail": BUSY}, 429)
        response = plain if sent.json else self._form(request, sent, Problem("", BUSY), 429)
        response.headers["Retry-After"] = "3600"
        return response

    def _form(
        self, request: Request, sent: Submission, problem: Problem | None = None, status: int = 200
    ) -> Response:
        card = self._desk.offered(sent.newsletter) or self._desk.offered("")
        return self._desk.page(
            request,
            "subscribe",
            card,
            status,
            sent=sent,
            problem=problem,
            trap=TRAP,
            door=self._door.carried(),
        )
