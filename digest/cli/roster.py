"""Readers in and out of the store, as the shapes that `digest subscribers` prints."""

from collections.abc import Iterator
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Engine

from digest.database import reading, writing
from subscribers import listing, signup
from subscribers.address import parse, parse_name
from subscribers.errors import SubscribersError
from subscribers.listing import Entry
from subscribers.signup import Added, Addition, AddOutcome
from subscribers.tokens import Keys

PAGE = 1000


class Answer(TypedDict):
    """What adding one address did: `added`, `unchanged` or `refused` with its reason."""

    address: str
    outcome: str
    reason: str | None


class Subscribed(TypedDict):
    """One reader's standing with one newsletter."""

    newsletter: str
    state: str
    confirmed_at: str | None


class Reader(TypedDict):
    """One reader in a listing."""

    subscriber: int
    email: str
    name: str | None
    created_at: str
    subscriptions: list[Subscribed]


def add_one(
    engine: Engine,
    address: str,
    name: str | None,
    newsletters: tuple[str, ...],
    *,
    source: str,
    keys: Keys,
    now: datetime,
) -> Answer:
    """Add one reader to newsletters; what is wrong with the address is a value, not an exception."""
    try:
        addition = Addition(parse(address), newsletters, source, parse_name(name) if name else None)
    except SubscribersError as error:
        return {"address": address, "outcome": "refused", "reason": str(error)}
    with writing(engine) as session:
        added = signup.add(session, addition, keys=keys, now=now)
    return {"address": addition.address.email, "outcome": _worst(added), "reason": _reason(added)}


def _worst(added: tuple[Added, ...]) -> str:
    found = {one.outcome for one in added}
    order = (AddOutcome.REFUSED, AddOutcome.ADDED, AddOutcome.UNCHANGED)
    return next(outcome.value for outcome in order if outcome in found)


def _reason(added: tuple[Added, ...]) -> str | None:
    return "; ".join(f"{one.newsletter}: {one.reason}" for one in added if one.reason) or None


def pages(engine: Engine, newsletter: str | None, text: str | None = None) -> Iterator[Reader]:
    """All readers by id, or those who have `text` in them, a page at a time: the list may be longer than the memory."""
    after = 0
    while True:
        with reading(engine) as session:
            found = listing.page(session, newsletter, after, PAGE, text=text)
        if not found:
            return
        yield from map(_reader, found)
        after = found[-1].subscriber_id


def _reader(entry: Entry) -> Reader:
    return {
        "subscriber": entry.subscriber_id,
        "email": entry.email,
        "name": entry.name,
        "created_at": entry.created_at.isoformat(),
        "subscriptions": [
            {
                "newsletter": one.newsletter,
                "state": str(one.state),
                "confirmed_at": one.confirmed_at.isoformat() if one.confirmed_at else None,
            }
            for one in entry.standings
        ],
    }
