"""Ending a subscription, by a button or by a mail program's one click, and taking that back within a week."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import PlainTextResponse, Response
from sqlmodel import Session

from subscribers import departure
from subscribers.models import ConsentMethod
from subscribers.tokens import Claim, Purpose, sign
from subscribers.trail import Settled, subscription
from subscribers.web.bodies import Token, fields
from subscribers.web.desk import Desk


class Leaving:
    """`/unsubscribe/{token}` and `/undo/{token}`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def unsubscribe_page(self, request: Request, token: Token) -> Response:
        """A page with the button that ends the subscription; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.UNSUBSCRIBE, token)
        if claim is None:
            return self._desk.bad_link(request)
        return self._desk.mine(claim, "unsubscribe", request)

    def unsubscribe(
        self, request: Request, token: Token, sent: Annotated[dict[str, str], Depends(fields)]
    ) -> Response:
        """Leave: by the page's button, or by a mail program's one click (RFC 8058 section 3.2)."""
        claim = self._desk.claim(Purpose.UNSUBSCRIBE, token)
        if claim is None:
            return self._desk.bad_link(request)
        one_click = sent.get("List-Unsubscribe", "").casefold() == "one-click"
        method = ConsentMethod.ONE_CLICK if one_click else ConsentMethod.BUTTON
        with self._desk.settings.sessions() as session:
            departure.leave(session, claim, method, self._desk.now())
            undo = None if one_click else undo_token(self._desk, session, claim)
        if one_click:
            return PlainTextResponse("Unsubscribed.\n", headers={"Cache-Control": "no-store"})
        return self._desk.mine(claim, "left", request, undo=undo)

    def undo_page(self, request: Request, token: Token) -> Response:
        """A page with the button that takes a departure back; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.UNDO, token)
        if claim is None:
            return self._desk.bad_link(request)
        return self._desk.mine(claim, "undo", request)

    def undo(self, request: Request, token: Token) -> Response:
        """Take a departure back; pressing twice is as pressing once."""
        claim = self._desk.claim(Purpose.UNDO, token)
        if claim is None:
            return self._desk.bad_link(request)
        with self._desk.settings.sessions() as session:
            settled = departure.undo(session, claim, self._desk.now())
        if settled is Settled.GONE:
            return self._desk.bad_link(request)
        return self._desk.mine(claim, "back", request)


def undo_token(desk: Desk, session: Session, claim: Claim) -> str | None:
    """A link that takes back what was just done, where it can be taken back."""
    found = subscription(session, claim.subscriber_id, claim.newsletter)
    if found is None or found.left_at is None:
        return None
    made = Claim(claim.newsletter, claim.subscriber_id, found.left_at)
    if not departure.can_undo(session, made, desk.now()):
        return None
    return sign(desk.settings.keys, Purpose.UNDO, claim.newsletter, claim.subscriber_id, issued=found.left_at)
