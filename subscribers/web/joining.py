"""Asking for a newsletter and confirming it: the same answer whatever the address is to us."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from subscribers import address, guard, signup
from subscribers.errors import AddressError
from subscribers.guard import Attempt, Verdict
from subscribers.models import ConsentMethod
from subscribers.signup import Join
from subscribers.tokens import Purpose
from subscribers.trail import Settled
from subscribers.web.bodies import TRAP, Submission, submission
from subscribers.web.desk import Desk

WORDING = "signup-1"  # change it with the sentence of consent in web/subscribe.html
_BUSY = "There were many signups from your network. Please try again in an hour."


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a signup cannot be taken; `field` is empty when no field is at fault."""

    field: str
    reason: str


class Joining:
    """`/subscribe` and `/confirm/{token}`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def subscribe_page(self, newsletter: str = "") -> Response:
        """The signup form; `newsletter` chooses one where there are several."""
        return self._form(Submission("", "", newsletter, trap="", json=False))

    def subscribe(self, request: Request, sent: Annotated[Submission, Depends(submission)]) -> Response:
        """Ask for a newsletter.

        New, waiting, confirmed and suppressed addresses get the same answer; a confirmation mail goes to those who
        need one, at most once a day.
        """
        client = request.client.host if request.client else None
        wish = self._wish(sent, client)
        if isinstance(wish, Problem):
            return self._refuse(sent, wish)
        if self._take(wish, Attempt(client, sent.trap)) is Verdict.BUSY:
            return self._busy(sent)
        return JSONResponse({"status": "accepted"}, 202) if sent.json else self._check_inbox(wish.newsletter)

    def confirm_page(self, token: str) -> Response:
        """A page with the button that confirms; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.CONFIRM, token)
        card = self._desk.offered(claim.newsletter) if claim else None
        return self._desk.page("confirm", card) if card else self._desk.bad_link()

    def confirm(self, token: str) -> Response:
        """Confirm a signup; pressing twice is as pressing once."""
        claim = self._desk.claim(Purpose.CONFIRM, token)
        card = self._desk.offered(claim.newsletter) if claim else None
        if claim is None or card is None:
            return self._desk.bad_link()
        with self._desk.settings.sessions() as session:
            settled = signup.confirm(session, claim, self._desk.now())
        return self._desk.bad_link() if settled is Settled.GONE else self._desk.page("welcome", card)

    def _wish(self, sent: Submission, client: str | None) -> Join | Problem:
        card = self._desk.offered(sent.newsletter)
        if card is None:
            return Problem("newsletter", "Choose one of the newsletters.")
        try:
            parsed = address.parse(sent.email)
        except AddressError as problem:
            return Problem("email", str(problem))
        try:
            name = address.parse_name(sent.name)
        except AddressError as problem:
            return Problem("name", str(problem))
        method = ConsentMethod.API if sent.json else ConsentMethod.FORM
        network = guard.network_hash(self._desk.settings.keys, client)
        return Join(parsed, card.slug, name, method, WORDING, network)

    def _take(self, wish: Join, attempt: Attempt) -> Verdict:
        keys, now = self._desk.settings.keys, self._desk.now()
        with self._desk.settings.sessions() as session:
            verdict = guard.check(session, attempt, keys=keys, now=now)
            if verdict is Verdict.PASS:
                signup.join(session, wish, keys=keys, now=now)
        return verdict

    def _check_inbox(self, newsletter: str) -> Response:
        hours = int(self._desk.settings.confirm_max_age.total_seconds() // 3600)
        return self._desk.page("check_inbox", self._desk.card(newsletter), 202, hours=hours)

    def _refuse(self, sent: Submission, problem: Problem) -> Response:
        if sent.json:
            error = {"loc": ("body", problem.field), "msg": problem.reason, "type": "value_error"}
            raise RequestValidationError([error])
        return self._form(sent, problem, 422)

    def _busy(self, sent: Submission) -> Response:
        plain = JSONResponse({"detail": _BUSY}, 429)
        response = plain if sent.json else self._form(sent, Problem("", _BUSY), 429)
        response.headers["Retry-After"] = "3600"
        return response

    def _form(self, sent: Submission, problem: Problem | None = None, status: int = 200) -> Response:
        card = self._desk.offered(sent.newsletter) or self._desk.offered("")
        return self._desk.page("subscribe", card, status, sent=sent, problem=problem, trap=TRAP)
