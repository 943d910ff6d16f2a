"""One of the newsletter's readers, as whom the edition is looked at."""

from dataclasses import dataclass

from sqlmodel import Session

from digest.database import reading
from digest.newsroom import Clock, Newsroom
from subscribers import listing, roster
from subscribers.address import parse
from subscribers.errors import AddressError
from subscribers.models import Subscriber
from subscribers.roster import Recipient

OFFERED = 50


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody on the list, and whether the edition would go there now."""

    recipient: Recipient
    gets_it: bool


def reader(room: Newsroom, subscriber_id: int, clock: Clock) -> Reader | None:
    """The reader with an id; None where there is none. Raises DatabaseError."""
    with reading(room.engine) as session:
        return _known(session, room, session.get(Subscriber, subscriber_id), clock)


def reader_id(room: Newsroom, address: str) -> int | None:
    """Whose address this is, however it is spelled; None where nobody has it. Raises DatabaseError."""
    try:
        wanted = parse(address)
    except AddressError:
        return None
    with reading(room.engine) as session:
        found = roster.find(session, wanted)
        return found.id if found is not None and found.email else None


def some_addresses(room: Newsroom) -> tuple[str, ...]:
    """The first readers' addresses, to choose from. Raises DatabaseError."""
    with reading(room.engine) as session:
        return tuple(entry.email for entry in listing.page(session, room.slug, 0, OFFERED))


def _known(session: Session, room: Newsroom, found: Subscriber | None, clock: Clock) -> Reader | None:
    if found is None or found.id is None or not found.email:  # never there, or erased
        return None
    reachable = roster.reachable(session, room.slug, [found.id], at=clock())
    known = Recipient(found.id, found.email, found.name, found.email.isascii())
    return Reader(reachable.get(found.id, known), found.id in reachable)
