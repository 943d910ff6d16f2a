"""Where the newsletters stand, out of the database: cheap to ask often, however many readers there are."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col

from digest.collect.sources.due import ALARMING
from digest.database import reading
from digest.deliver import ledger
from digest.deliver.ledger import Balance
from digest.deliver.shut_domains import ShutDomain, shut_domains
from digest.models import FIXED_STATES, OPEN_STATES, DeliveryState, Edition, EditionState, SourceState
from digest.newsroom import Clock, Newsroom
from digest.schedule.pulse import Pulse
from digest.schedule.timetable import Slot, last_send, next_send
from digest.work import roll
from digest.work.roll import Shown
from subscribers.models import Notice, NoticeState

LAST = 5  # editions that are told of
MOST_SHUT = 8  # domains that are told of
SHARE = 50  # counting takes one part in so many of the time at most
_SETTLED = 600.0  # seconds for which the balance of a finished edition is not counted again
_FRESH = 2.0


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition with its balance (None while it is open), and the domains that refuse it."""

    edition: Edition
    balance: Balance | None
    shut: tuple[ShutDomain, ...] = ()

    @property
    def left(self) -> int:
        """Readers whom a run still has to reach."""
        waiting = (ledger.WAITING[1], *ledger.RUNNING)
        return sum(self.balance[state] for state in waiting) if self.balance else 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A newsletter: its last editions, newest first; its newest slot that has passed, how late that is; and the next."""

    slug: str
    name: str
    standings: tuple[Standing, ...]
    late: float
    slot: Slot
    following: Slot


@dataclass(slots=True)
class Figures:
    """Counts for pages and scrapes; a count that took long is not made again for `SHARE` times as long."""

    engine: Engine
    rooms: Mapping[str, Newsroom]
    clock: Clock
    sources: frozenset[str] = frozenset()
    pulse: Pulse = field(default_factory=Pulse)
    ticks: Callable[[], float] = time.monotonic
    needs_workers: bool = False
    _counted: dict[int, tuple[float, Standing]] = field(default_factory=dict)

    def papers(self) -> list[Paper]:
        """Every newsletter.

        Raises:
            DatabaseError: the database cannot be reached.
        """
        with reading(self.engine) as session:
            return [self._paper(session, room) for room in self.rooms.values()]

    def visited(self) -> list[SourceState]:
        """How the configured sources fare, those that fail first."""
        with reading(self.engine) as session:
            found = session.scalars(select(SourceState)).all()
        mine = [one for one in found if one.slug in self.sources]
        return sorted(mine, key=lambda one: (-one.failures, one.slug))

    def workers(self) -> list[Shown]:
        """Everybody on the roll, the living first."""
        with reading(self.engine) as session:
            return roll.shown(session, self.clock)

    def rate(self, newsletter: str) -> float:
        """Mails a second of one newsletter within the last minute: this process's, and those of all workers."""
        afar = sum(one.worker.rates.get(newsletter, 0.0) for one in self.workers() if one.lives)
        return self.pulse.rate(newsletter) + afar

    def notices(self) -> int:
        """How many mails to single readers wait."""
        waiting = select(func.count()).where(col(Notice.state) == NoticeState.QUEUED)
        with reading(self.engine) as session:
            return int(session.execute(waiting).scalar_one())

    def _paper(self, session: Session, room: Newsroom) -> Paper:
        now = self.clock()
        slot, wanted = last_send(room.newsletter, now), select(Edition)
        columns = (defer(Edition.content), defer(Edition.decisions), defer(Edition.changes))  # type: ignore[arg-type]
        mine = wanted.options(*columns).where(col(Edition.newsletter) == room.slug)
        found = session.scalars(mine.order_by(col(Edition.day).desc()).limit(LAST)).all()
        standings = tuple(self._standing(session, one) for one in found)
        due = next((one for one in found if one.day == slot.day), None)
        late = lateness(due, slot, now) if due or found else 0.0
        return Paper(room.slug, room.head.name, standings, late, slot, next_send(room.newsletter, now))

    def _standing(self, session: Session, edition: Edition) -> Standing:
        """Where it stands, counted now or a short while ago."""
        key = edition.id or 0
        if edition.state not in FIXED_STATES:
            return Standing(edition, None)
        until, known = self._counted.get(key, (0.0, None))
        begun = self.ticks()
        if known is not None and begun < until:
            return replace(known, edition=edition)
        balance = ledger.balance(session, edition)
        waits = bool(balance[DeliveryState.DEFERRED])
        shut = tuple(shut_domains(session, key, most=MOST_SHUT)) if waits else ()
        found, cost = Standing(edition, balance, shut), self.ticks() - begun
        done = edition.state is EditionState.SENT and not balance.unfinished
        self._counted[key] = (begun + (_SETTLED if done else max(_FRESH, SHARE * cost)), found)
        return found


def lateness(edition: Edition | None, slot: Slot, now: datetime) -> float:
    """Seconds by which the edition of a slot was fixed too late, or by which it is overdue; 0 for one that is left out."""
    if edition is None or edition.state in OPEN_STATES:
        return max(0.0, (now - slot.at).total_seconds())
    if edition.frozen_at is None:
        return 0.0
    return max(0.0, (edition.frozen_at - slot.at).total_seconds())


def is_alarming(state: SourceState) -> bool:
    """Whether a source has failed so often that somebody should look."""
    return state.failures >= ALARMING
