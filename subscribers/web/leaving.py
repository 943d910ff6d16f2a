"""Ending a subscription, by a button or by a mail program's one click, and taking that back within a week."""

from typing import Annotated

from fastapi import Depends
from fastapi.responses import PlainTextResponse, Response
from sqlmodel import Session

from subscribers import departure, roster
from subscribers.models import ConsentMethod, Subscriber, SubscriptionState
from subscribers.tokens import Claim, Purpose, sign
from subscribers.trail import Settled, subscription
from subscribers.web.bodies import fields
from subscribers.web.desk import Desk


class Leaving:
    """`/unsubscribe/{token}`, `/undo/{token}` and `/preferences/{token}`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def unsubscribe_page(self, token: str) -> Response:
        """A page with the button that ends the subscription; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.UNSUBSCRIBE, token)
        if claim is None:
            return self._desk.bad_link()
        return self._desk.page("unsubscribe", self._desk.card(claim.newsletter))

    def unsubscribe(self, token: str, sent: Annotated[dict[str, str], Depends(fields)]) -> Response:
        """Leave: by the page's button, or by a mail program's one click (RFC 8058 section 3.2)."""
        claim = self._desk.claim(Purpose.UNSUBSCRIBE, token)
        if claim is None:
            return self._desk.bad_link()
        one_click = sent.get("List-Unsubscribe", "").casefold() == "one-click"
        method = ConsentMethod.ONE_CLICK if one_click else ConsentMethod.BUTTON
        with self._desk.settings.sessions() as session:
            departure.leave(session, claim, method, self._desk.now())
            undo = None if one_click else self._undo_token(session, claim)
        if one_click:
            return PlainTextResponse("Unsubscribed.\n", headers={"Cache-Control": "no-store"})
        return self._desk.page("left", self._desk.card(claim.newsletter), undo=undo)

    def undo_page(self, token: str) -> Response:
        """A page with the button that takes a departure back; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.UNDO, token)
        return self._desk.page("undo", self._desk.card(claim.newsletter)) if claim else self._desk.bad_link()

    def undo(self, token: str) -> Response:
        """Take a departure back; pressing twice is as pressing once."""
        claim = self._desk.claim(Purpose.UNDO, token)
        if claim is None:
            return self._desk.bad_link()
        with self._desk.settings.sessions() as session:
            settled = departure.undo(session, claim, self._desk.now())
        gone = settled is Settled.GONE
        return self._desk.bad_link() if gone else self._desk.page("back", self._desk.card(claim.newsletter))

    def _undo_token(self, session: Session, claim: Claim) -> str | None:
        """A link that takes back what was just done, where it can be taken back."""
        found = subscription(session, claim.subscriber_id, claim.newsletter)
        if found is None or found.left_at is None:
            return None
        made = Claim(claim.newsletter, claim.subscriber_id, found.left_at)
        if not departure.can_undo(session, made, self._desk.now()):
            return None
        keys = self._desk.settings.keys
        return sign(keys, Purpose.UNDO, claim.newsletter, claim.subscriber_id, issued=found.left_at)

    def preferences_page(self, token: str) -> Response:
        """What one gets, with a button to leave each."""
        claim = self._desk.claim(Purpose.PREFERENCES, token)
        return self._preferences(claim, leave="") if claim else self._desk.bad_link()

    def preferences(self, token: str, sent: Annotated[dict[str, str], Depends(fields)]) -> Response:
        """Leave the newsletter whose short name is in the field `leave`."""
        claim = self._desk.claim(Purpose.PREFERENCES, token)
        return self._preferences(claim, leave=sent.get("leave", "")) if claim else self._desk.bad_link()

    def _preferences(self, claim: Claim, *, leave: str) -> Response:
        with self._desk.settings.sessions() as session:
            reader = session.get(Subscriber, claim.subscriber_id)
            if reader is None or reader.erased_at is not None:
                return self._desk.bad_link()
            address = masked(reader.email)
            left = self._left(session, claim.subscriber_id, leave)
            undo = self._undo_token(session, Claim(leave, claim.subscriber_id, None)) if left else None
            standings = roster.standings(session, claim.subscriber_id)
        gets = [
            self._desk.card(row.newsletter) for row in standings if row.state is SubscriptionState.CONFIRMED
        ]
        card = self._desk.card(claim.newsletter)
        gone = self._desk.card(leave) if left else None
        return self._desk.page("preferences", card, gets=gets, left=gone, undo=undo, address=address)

    def _left(self, session: Session, subscriber_id: int, newsletter: str) -> bool:
        """Whether this request ended a subscription; a name that the reader never had is not looked up."""
        if newsletter not in {row.newsletter for row in roster.standings(session, subscriber_id)}:
            return False
        claim = Claim(newsletter, subscriber_id, None)
        return departure.leave(session, claim, ConsentMethod.BUTTON, self._desk.now()) is Settled.DONE


def masked(email: str) -> str:
    """An address that its owner knows again and a stranger, to whom the mail was forwarded, does not learn."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}•••@{domain}"
