"""The page of preferences: what one gets and how, a pause, and the way to one's receipt and data."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from subscribers import departure, listing, preferences, record, trail
from subscribers.models import ConsentMethod, Frequency, NoticeKind, SubscriptionState
from subscribers.preferences import Preferences
from subscribers.taste import Taste
from subscribers.tokens import Claim, Purpose
from subscribers.trail import Settled
from subscribers.web.bodies import Sent, Token, many_fields
from subscribers.web.desk import Desk
from subscribers.web.leaving import undo_token
from subscribers.web.settings import NewsletterCard

LONGEST_PAUSE = timedelta(days=366)
LAST_EDITIONS = 10


class Preferring:
    """`/preferences/{token}` and `/receipt/{token}`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, request: Request, token: Token) -> Response:
        """What one gets, and how; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.PREFERENCES, token)
        if claim is None:
            return self._desk.bad_link(request)
        with self._desk.settings.sessions() as session:
            return self._page(request, session, claim, {})

    def change(self, request: Request, token: Token, sent: Annotated[Sent, Depends(many_fields)]) -> Response:
        """Do what a button of the page says: `do` is save, pause, resume or data; `leave` is a newsletter's short name."""
        claim = self._desk.claim(Purpose.PREFERENCES, token)
        if claim is None:
            return self._desk.bad_link(request)
        with self._desk.settings.sessions() as session:
            if sent.one("leave"):
                return self._page(request, session, claim, self._leave(session, claim, sent.one("leave")))
            did = sent.one("do")
            if did == "data":
                return self._mail_data(request, session, claim)
            done = self._keep(session, claim, did, sent) if did in {"save", "pause", "resume"} else {}
            return self._page(request, session, claim, done)

    def receipt(self, request: Request, token: Token) -> Response:
        """What is held, how and when consent was given, and the last ten editions with what became of them."""
        claim = self._desk.claim(Purpose.PREFERENCES, token)
        with self._desk.settings.sessions() as session:
            found = record.record(session, claim.subscriber_id) if claim else None
        if claim is None or found is None:
            return self._desk.bad_link(request)
        last = self._desk.settings.history.last(claim.subscriber_id, LAST_EDITIONS)
        return self._desk.page(
            request,
            "receipt",
            self._desk.card(claim.newsletter),
            known_language=found.reader.language,
            address=masked(found.reader.email),
            held=found,
            last=last,
            name_of=lambda slug: self._desk.card(slug).name,
            token=token,
        )

    def _leave(self, session: Session, claim: Claim, newsletter: str) -> dict[str, object]:
        """End a subscription; a name that the reader never had is not looked up."""
        if newsletter not in {row.newsletter for row in listing.standings(session, claim.subscriber_id)}:
            return {}
        which = Claim(newsletter, claim.subscriber_id, None)
        if departure.leave(session, which, ConsentMethod.BUTTON, self._desk.now()) is not Settled.DONE:
            return {}
        return {"left": self._desk.card(newsletter), "undo": undo_token(self._desk, session, which)}

    def _mail_data(self, request: Request, session: Session, claim: Claim) -> Response:
        """The whole record goes to the mailbox alone: this link may have been forwarded with a mail."""
        now = self._desk.now()
        reader = trail.locked(session, claim.subscriber_id)
        if reader is None:
            return self._desk.bad_link(request)
        if not trail.told_lately(session, NoticeKind.DATA, claim, now):
            trail.queue(session, NoticeKind.DATA, claim, now)
        return self._desk.page(
            request, "data_mailed", self._desk.card(claim.newsletter), known_language=reader.language
        )

    def _keep(self, session: Session, claim: Claim, did: str, sent: Sent) -> dict[str, object]:
        before = preferences.read(session, claim)
        if before is None:
            return {}
        wanted = (
            self._wanted(before, claim, sent) if did == "save" else self._paused(before, claim, did, sent)
        )
        if isinstance(wanted, str):
            return {"problem": wanted}
        preferences.keep(session, claim, wanted)
        return {"saved": did}

    def _wanted(self, before: Preferences, claim: Claim, sent: Sent) -> Preferences | str:
        card, settings = self._desk.card(claim.newsletter), self._desk.settings
        muted = [name for name in card.sections if name not in sent.all("section")]
        if card.sections and len(muted) == len(card.sections):
            return "no-section"
        frequency = next((one for one in Frequency if one.value == sent.one("frequency")), before.frequency)
        zone = sent.one("zone")
        language = sent.one("language")
        return Preferences(
            Taste.of(muted, sent.all("mute"), text_only=bool(sent.one("text"))),
            frequency,
            zone if zone in preferences.zones() else None,
            language if language in settings.languages else None,
            before.paused_until,
        )

    def _paused(self, before: Preferences, claim: Claim, did: str, sent: Sent) -> Preferences | str:
        until = None if did == "resume" else self._until(before, claim, sent.one("until"))
        if did == "pause" and until is None:
            return "no-date"
        return Preferences(before.taste, before.frequency, before.zone, before.language, until)

    def _until(self, before: Preferences, claim: Claim, text: str) -> datetime | None:
        """The first moment of a day to come, where the reader is; a year ahead at the most."""
        zone = ZoneInfo(before.zone or self._desk.card(claim.newsletter).zone)
        try:
            until = datetime.combine(date.fromisoformat(text), time(), zone).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        now = self._desk.now()
        return until if now < until <= now + LONGEST_PAUSE else None

    def _page(self, request: Request, session: Session, claim: Claim, done: dict[str, object]) -> Response:
        found = record.record(session, claim.subscriber_id)
        if found is None:
            return self._desk.bad_link(request)
        gets = [
            self._desk.card(one.newsletter)
            for one in found.subscriptions
            if one.state is SubscriptionState.CONFIRMED
        ]
        mine, card = preferences.read(session, claim), self._desk.card(claim.newsletter)
        sources = self._sources(claim, mine.taste.sources if mine else ())
        values = {"left": None, "undo": None, "problem": None, "saved": None} | done
        return self._desk.page(
            request,
            "preferences",
            card,
            422 if values["problem"] else 200,
            known_language=found.reader.language,
            address=masked(found.reader.email),
            gets=gets,
            mine=mine if card in gets else None,
            paused=_is_paused(mine, self._desk.now()),
            until=_local_day(mine, card),
            sources=sources,
            zones=preferences.zones(),
            receipt=self._desk.sign(Purpose.PREFERENCES, claim),
            tomorrow=(self._desk.now() + timedelta(days=1)).date(),
            **values,
        )

    def _sources(self, claim: Claim, muted: Sequence[str] | frozenset[str]) -> list[str]:
        lately = self._desk.settings.history.sources(claim.newsletter)
        return sorted({*lately, *muted}, key=str.casefold)


def _is_paused(mine: Preferences | None, now: datetime) -> bool:
    return mine is not None and mine.paused_until is not None and mine.paused_until > now


def _local_day(mine: Preferences | None, card: NewsletterCard) -> date | None:
    if mine is None or mine.paused_until is None:
        return None
    return mine.paused_until.astimezone(ZoneInfo(mine.zone or card.zone)).date()


def masked(email: str) -> str:
    """An address that its owner knows again and a stranger, to whom the mail was forwarded, does not learn."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}•••@{domain}"
