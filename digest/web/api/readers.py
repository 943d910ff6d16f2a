"""Readers by API: looked up, added, ended, forgotten; addresses that are not written to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response
from sqlmodel import Session

from digest.database import reading
from digest.deliver.forgetting import forget
from digest.web.api.door import Door
from digest.web.api.once import IdempotencyKey, once
from digest.web.api.problems import Refusal, described
from digest.web.api.scopes import Caller, Scope
from digest.web.api.shapes import (
    Added,
    Bar,
    Bars,
    Departure,
    NewBar,
    NewReader,
    Outcome,
    Reader,
    Readers,
    Standing,
)
from subscribers import departure, listing, roster, signup, suppression
from subscribers.address import Address, parse, parse_name
from subscribers.errors import AddressError
from subscribers.listing import Entry
from subscribers.models import ConsentMethod, Subscriber, SuppressionReason
from subscribers.signup import Addition
from subscribers.tokens import Claim
from subscribers.trail import Settled

LARGEST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LARGEST, examples=[17])]
After = Annotated[int, Query(ge=0, le=LARGEST, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=500)]
Named = Annotated[str | None, Query(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", examples=["early-tram"])]
Text = Annotated[
    str | None, Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$", examples=["@example.org"])
]


@dataclass(frozen=True, slots=True)
class Registry:
    """The endpoints about readers, and the newsletters there are."""

    door: Door
    newsletters: frozenset[str]

    def routes(self) -> APIRouter:
        """All of them."""
        made = APIRouter(tags=["subscribers"], responses=described(401, 403, 422, 429, 503))
        self._add_lookups(made)
        self._add_joining(made)
        self._add_leaving(made)
        self._add_erasure(made)
        return made

    @property
    def _writes(self) -> Callable[..., Caller]:
        return self.door.needs(Scope.WRITE_SUBSCRIBERS)

    def _add_lookups(self, made: APIRouter) -> None:
        read = Depends(self.door.needs(Scope.READ_SUBSCRIBERS))

        @made.get("/subscribers", dependencies=[read])
        def list_subscribers(
            newsletter: Named = None, text: Text = None, after: After = 0, limit: Limit = 100
        ) -> Readers:
            """The readers by id; of one newsletter, or with a text in address or name."""
            with reading(self.door.engine) as session:
                found = listing.page(session, newsletter, after, limit, text=text)
            following = found[-1].subscriber_id if len(found) == limit else None
            return Readers(items=[_reader(one) for one in found], next=following)

        @made.get("/subscribers/{number}", dependencies=[read], responses=described(404))
        def show_subscriber(number: Number) -> Reader:
            """One reader."""
            with reading(self.door.engine) as session:
                reader = _found(session, number)
                standings = listing.standings(session, number)
            return _reader(Entry(number, reader.email, reader.name, reader.created_at, standings))

    def _add_joining(self, made: APIRouter) -> None:
        write = self._writes

        @made.post("/subscribers", status_code=201, response_model=Added, responses=described(400, 409, 413))
        def add_subscriber(
            body: NewReader, who: Annotated[Caller, Depends(write)], idempotency_key: IdempotencyKey = None
        ) -> Response:
            """Add a reader who has agreed, confirmed at once; who left or is suppressed is refused, with the reason."""
            asked = ("subscribers", body)
            return self._once(who, idempotency_key, asked, lambda session: self._add(session, body))

    def _add_leaving(self, made: APIRouter) -> None:
        write, way = self._writes, "/subscribers/{number}/leave"

        @made.post(way, response_model=Outcome, responses=described(400, 404, 409, 413))
        def end_subscription(
            number: Number,
            body: Departure,
            who: Annotated[Caller, Depends(write)],
            idempotency_key: IdempotencyKey = None,
        ) -> Response:
            """End a subscription; the reader gets the last mail, by which it can be taken back."""
            asked = (f"subscribers/{number}/leave", body)
            return self._once(who, idempotency_key, asked, lambda session: self._leave(session, number, body))

    def _add_erasure(self, made: APIRouter) -> None:
        write, door = self._writes, self.door

        @made.delete(
            "/subscribers/{number}", status_code=204, dependencies=[Depends(write)], responses=described(404)
        )
        def erase_subscriber(number: Number) -> Response:
            """Forget a reader for good; the address is refused from now on by a keyed hash."""
            with reading(door.engine) as session:
                _found(session, number)
            forget(door.engine, number, ConsentMethod.API, keys=door.keys, now=door.clock())
            return Response(status_code=204)

        @made.post("/suppressions", status_code=201, response_model=Bars, responses=described(400, 409, 413))
        def suppress_address(
            body: NewBar, who: Annotated[Caller, Depends(write)], idempotency_key: IdempotencyKey = None
        ) -> Response:
            """Never write to an address again; only a keyed hash of it is kept."""
            asked = ("suppressions", body)
            return self._once(who, idempotency_key, asked, lambda session: self._bar(session, body))

    def _once(
        self,
        who: Caller,
        key: str | None,
        asked: tuple[str, "NewReader | Departure | NewBar"],
        act: Callable[[Session], tuple[int, "Added | Outcome | Bars"]],
    ) -> Response:
        return once(self.door, who, key, asked, act)

    def _add(self, session: Session, body: NewReader) -> tuple[int, Added]:
        address, name = _address(body.email), _name(body.name)
        for newsletter in body.newsletters:
            self._known(newsletter)
        addition = Addition(address, tuple(dict.fromkeys(body.newsletters)), body.consent_source, name)
        answers = signup.add(session, addition, keys=self.door.keys, now=self.door.clock())
        reader = roster.find(session, address)
        outcomes = [
            Outcome(newsletter=one.newsletter, outcome=one.outcome.value, reason=one.reason)
            for one in answers
        ]
        return 201, Added(id=reader.id if reader else None, outcomes=outcomes)

    def _leave(self, session: Session, number: int, body: Departure) -> tuple[int, Outcome]:
        _found(session, number)
        claim = Claim(body.newsletter, number, None)
        settled = departure.leave(session, claim, ConsentMethod.API, self.door.clock())
        outcome = "left" if settled is Settled.DONE else "unchanged"
        return 200, Outcome(newsletter=body.newsletter, outcome=outcome)

    def _bar(self, session: Session, body: NewBar) -> tuple[int, Bars]:
        address, door = _address(body.email), self.door
        if body.newsletter is not None:
            self._known(body.newsletter)
        reason = SuppressionReason(body.reason)
        roster.suppress(session, address, reason, newsletter=body.newsletter, keys=door.keys, at=door.clock())
        under = roster.hashes(session, address, keys=door.keys)
        bars = suppression.bars(session, under)
        return 201, Bars(items=[Bar(reason=one.reason, newsletter=one.newsletter, at=one.at) for one in bars])

    def _known(self, newsletter: str) -> None:
        if newsletter not in self.newsletters:
            raise Refusal(422, f"there is no newsletter {newsletter!r}")


def _address(text: str) -> Address:
    try:
        return parse(text)
    except AddressError as error:
        raise Refusal(422, f"email: {error}") from error


def _name(text: str | None) -> str | None:
    try:
        return parse_name(text) if text else None
    except AddressError as error:
        raise Refusal(422, f"name: {error}") from error


def _found(session: Session, number: int) -> Subscriber:
    found = session.get(Subscriber, number)
    if found is None or found.erased_at is not None:
        raise Refusal(404, f"there is no subscriber {number}")
    return found


def _reader(entry: Entry) -> Reader:
    standings = [
        Standing(
            newsletter=one.newsletter,
            state=one.state.value,
            requested_at=one.requested_at,
            confirmed_at=one.confirmed_at,
            left_at=one.left_at,
        )
        for one in entry.standings
    ]
    return Reader(
        id=entry.subscriber_id,
        email=entry.email,
        name=entry.name,
        created_at=entry.created_at,
        subscriptions=standings,
    )
