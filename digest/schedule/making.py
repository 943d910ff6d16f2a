"""What becomes of an edition whose time has come, from its draft to its bytes: done in one go, here or in a process of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from digest import daily, desk, editions
from digest.errors import EditionError
from digest.models import FIXED_STATES, Edition, EditionState
from digest.newsroom import Clock, Newsroom
from digest.schedule import agenda
from digest.schedule.policy import Case, Fate, Ruling, rule
from digest.schedule.timetable import Slot, Standing

TO_FREEZE = frozenset({None, EditionState.DRAFT, EditionState.APPROVED})


class What(StrEnum):
    """Fixed, stopped for a reason, to be fixed by a worker, or left as somebody else has just made it."""

    FIXED = "fixed"
    HELD = "held"
    SKIPPED = "skipped"
    DUE = "due"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of it; of a fixed edition its id, its readers, and what a check of its mail fails."""

    what: What
    reason: str = ""
    edition: int = 0
    enrolled: int = 0
    faults: tuple[str, ...] = ()


class Maker(Protocol):
    """Who makes editions. Both raise EditionError where there is nothing to print, and block until they are through."""

    def draft(self, room: Newsroom, day: date, *, clock: Clock) -> editions.Drafted:
        """Make or renew the draft of a day."""

    def settle(self, room: Newsroom, slot: Slot, found: Standing, *, clock: Clock, freezes: bool) -> Made:
        """Do with a day's edition what its newsletter's rules say."""


class Here:
    """Makes editions in this process."""

    def draft(self, room: Newsroom, day: date, *, clock: Clock) -> editions.Drafted:
        """Make or renew the draft of a day."""
        return daily.draft(room, day, clock=clock)

    def settle(self, room: Newsroom, slot: Slot, found: Standing, *, clock: Clock, freezes: bool) -> Made:
        """Fix, hold or skip an edition; one that is to be fixed by a worker is only said to be due."""
        drafted = daily.draft(room, slot.day, clock=clock)
        if drafted.edition.state not in TO_FREEZE:  # held meanwhile, or sent
            return Made(What.LEFT)
        stories = sum(1 for _ in drafted.content.items())
        ruling = rule(room.newsletter, Case(drafted.edition, stories, slot, found, clock()))
        if ruling.fate is Fate.FREEZE:
            return fixed(room, slot.day, clock=clock) if freezes else Made(What.DUE)
        return _stopped(room, drafted.edition, ruling, clock)


def fixed(
    room: Newsroom, day: date, *, clock: Clock, then: Callable[[Session, Edition], None] = daily.no_more
) -> Made:
    """Freeze the edition of a day; `then` writes together with it.

    Raises:
        EditionError: there is nothing to print, or it was stopped.
    """
    try:
        edition = daily.freeze(room, day, clock=clock, then=then)
    except (EditionError, IntegrityError) as error:
        state = agenda.state_of(room.engine, room.slug, day)
        if state in FIXED_STATES or isinstance(error, IntegrityError):  # another was faster
            return Made(What.LEFT)
        raise
    return Made(What.FIXED, "", edition.id or 0, edition.enrolled, _faults(room, day, clock))


def _stopped(room: Newsroom, judged: Edition, ruling: Ruling, clock: Clock) -> Made:
    """Hold or skip an edition that stands as it was judged; else the next look judges it anew."""
    day, reason = judged.day, ruling.reason
    try:
        if ruling.fate is Fate.HOLD:
            desk.hold(room, day, reason, clock=clock, judged=judged)
            return Made(What.HELD, reason)
        keep = ruling.fate is Fate.MERGE
        desk.skip(room, day, reason, keep_stories=keep, clock=clock, judged=judged)
    except EditionError:  # an editor, or another server, was faster
        return Made(What.LEFT)
    return Made(What.SKIPPED, reason)


def _faults(room: Newsroom, day: date, clock: Clock) -> tuple[str, ...]:
    drafted = daily.draft(room, day, clock=clock)
    found = daily.linted(room, drafted, daily.dressed(room, drafted))
    return tuple(f"{one.check}: {one.where}: {one.message}" for one in found if one.level == "fail")
