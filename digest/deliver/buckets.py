"""The limits that all senders share, in the database: drawn from in slices, so that no row is written often.

Seconds are those of PostgreSQL's clock, whatever machine asks; SQLite's processes have one clock between them.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from digest.deliver.leases import is_gone
from digest.deliver.pacing import WarmUp, begins
from digest.records import Pace, PaceSender
from subscribers.models import insert

LIVE = 10.0  # seconds after which a sender that was not heard of is gone


@dataclass(frozen=True, slots=True)
class Wish:
    """So many tokens of a limit: `per_second`, `warm_up`, or both."""

    name: str
    tokens: int
    per_second: float | None
    warm_up: WarmUp | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """Tokens that were drawn, `wait` seconds before the first may be used; none where the day's mails are used up.

    `until` is what the bucket says since: who finds it unchanged may give back.
    """

    tokens: int
    wait: float = 0.0
    until: float = 0.0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """How a sender shares limits: the `rank`-th of `among`; `is_known` says that all the others count it in."""

    rank: int = 0
    among: int = 1
    is_known: bool = True


def seconds(session: Session) -> float:
    """The clock that all senders have in common."""
    if session.get_bind().dialect.name == "postgresql":
        return float(session.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one())
    return time.time()


def draw(session: Session, wishes: Sequence[Wish]) -> list[Grant]:
    """Take tokens, in the order of the wishes; to be called in a short transaction of its own."""
    found = {wish.name: _drawn(session, wish) for wish in sorted(wishes, key=lambda wish: wish.name)}
    return [found[wish.name] for wish in wishes]  # in one order everywhere, so that nobody waits in a circle


def _drawn(session: Session, wish: Wish) -> Grant:
    row = _held(session, wish.name)
    now = seconds(session)
    today = datetime.fromtimestamp(now, UTC).date()
    tokens = _of_the_day(row, wish, today)
    if not tokens:
        return Grant(0, day=today)
    if wish.per_second is None:
        return Grant(tokens, day=today)
    span = tokens / wish.per_second
    first = begins(row.until, now, span)
    row.until = first + span
    return Grant(tokens, first - now, row.until, today)


def _of_the_day(row: Pace, wish: Wish, today: date) -> int:
    """How many of the wanted tokens the schedule has left for this day."""
    quota = wish.warm_up.quota(today) if wish.warm_up else None
    if row.day != today:
        row.day, row.taken = today, 0
    tokens = wish.tokens if quota is None else min(wish.tokens, max(quota - row.taken, 0))
    row.taken += tokens
    return tokens


def give_back(session: Session, wish: Wish, grant: Grant, unused: int) -> None:
    """Return tokens that were not used; those of time only while nobody has drawn behind them."""
    row = _held(session, wish.name)
    if row.day == grant.day:
        row.taken = max(row.taken - unused, 0)
    if wish.per_second is not None and row.until == grant.until:
        row.until -= unused / wish.per_second


def _held(session: Session, name: str) -> Pace:
    """The row of a limit, held against all others until the transaction ends."""
    session.execute(insert(session, Pace).values(name=name, until=0.0, taken=0).on_conflict_do_nothing())
    return session.get_one(Pace, name, with_for_update=True)


def taken(session: Session, name: str, day: date) -> int:
    """How many mails went through a limit on a day."""
    row = session.get(Pace, name)
    return row.taken if row is not None and row.day == day else 0


def present(session: Session) -> int:
    """How many senders share the limits now."""
    now = seconds(session)
    heard = session.scalars(select(col(PaceSender.heard))).all()
    return sum(1 for one in heard if now - LIVE <= one <= now + LIVE)


def attend(session: Session, owner: str) -> Company:
    """Say that this sender is alive, and learn how it shares the limits; a new one is known once all others say so."""
    now = seconds(session)
    others = _others(session, owner, now)
    mine = session.get(PaceSender, owner)
    if mine is None:
        mine = PaceSender(owner=owner, joined=now, heard=now)
    mine.heard = now
    session.add(mine)
    names = sorted([owner, *(other.owner for other in others)])
    is_known = all(other.heard > mine.joined for other in others)
    return Company(names.index(owner), len(names), is_known)


def _others(session: Session, owner: str, now: float) -> list[PaceSender]:
    """Who else sends; those that are gone are forgotten."""
    found = session.scalars(select(PaceSender).where(col(PaceSender.owner) != owner)).all()
    gone = [one for one in found if not now - LIVE <= one.heard <= now + LIVE or is_gone(one.owner)]
    if gone:
        names = [one.owner for one in gone]
        session.execute(delete(PaceSender).where(col(PaceSender.owner).in_(names)))
    return [one for one in found if one not in gone]


def leave(session: Session, owner: str) -> None:
    """Share the limits no more."""
    session.execute(delete(PaceSender).where(col(PaceSender.owner) == owner))
