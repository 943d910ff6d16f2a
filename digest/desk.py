"""The editor's desk: a draft is changed, step by step, approved, held or released."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from digest import daily
from digest.daily import Drafted
from digest.database import alone, writing
from digest.editorial.changes import NONE, Changes, changes_of, steps_from_json, steps_to_json
from digest.errors import EditionError
from digest.models import OPEN_STATES, Article, Edition, EditionState
from digest.newsroom import Clock, Newsroom


def changes(drafted: Drafted) -> Changes:
    """What the editor has changed in an edition so far."""
    return changes_of(drafted.edition.changes)


def can_undo(drafted: Drafted) -> bool:
    """Whether there is a step to take back."""
    return len(steps_from_json(drafted.edition.changes)) > 1


def save(room: Newsroom, day: date, wanted: Changes, *, clock: Clock) -> Drafted:
    """Change the edition of a day: one step that can be taken back. An approved one has to be approved again.

    Raises:
        EditionError: it is on its way already, skipped or cancelled; or nothing would be left to print.
    """

    def step(edition: Edition) -> None:
        edition.changes = steps_to_json([*(steps_from_json(edition.changes) or (NONE,)), wanted])

    return _changed(room, day, step, clock=clock)


def undo(room: Newsroom, day: date, *, clock: Clock) -> Drafted:
    """Take back the last step; where there is none nothing happens. Raises EditionError as `save` does."""

    def step(edition: Edition) -> None:
        steps = steps_from_json(edition.changes)
        edition.changes = steps_to_json(steps[:-1] or steps) if steps else None

    return _changed(room, day, step, clock=clock)


def approve(room: Newsroom, day: date, seen: str, *, clock: Clock) -> Drafted:
    """Approve the edition that the editor has seen, by its hash: it stays to the byte what it is until it is sent.

    Raises:
        EditionError: the edition has changed since it was seen; or it is on its way already, skipped or cancelled.
    """
    drafted = daily.draft(room, day, clock=clock)
    if drafted.edition.hash != seen:
        raise EditionError(f"the edition of {day} has changed since you saw it; look at it again")
    with writing(room.engine) as session:
        edition = _open(session, room, day)
        if edition.hash != seen:
            raise EditionError(f"the edition of {day} has changed since you saw it; look at it again")
        edition.state, edition.reason = EditionState.APPROVED, None
    return daily.draft(room, day, clock=clock)


def hold(room: Newsroom, day: date, reason: str, *, clock: Clock) -> Drafted:
    """Keep the edition of a day from being sent, for a reason, until it is released. Raises EditionError as `save` does."""

    def step(edition: Edition) -> None:
        edition.state, edition.reason = EditionState.HELD, reason.strip()[:500] or "held by the editor"

    return _changed(room, day, step, clock=clock)


def release(room: Newsroom, day: date, *, clock: Clock) -> Drafted:
    """Let the edition of a day go: a held or approved one is a draft again. Raises EditionError as `save` does."""

    def step(edition: Edition) -> None:
        edition.state, edition.reason = EditionState.DRAFT, None

    return _changed(room, day, step, clock=clock)


def _changed(room: Newsroom, day: date, step: Callable[[Edition], None], *, clock: Clock) -> Drafted:
    """Take a step and draft anew; a step after which nothing would be left to print is not taken."""
    daily.draft(room, day, clock=clock)
    with writing(room.engine) as session:
        edition = _open(session, room, day)
        before = edition.changes, edition.state, edition.reason
        if edition.state is EditionState.APPROVED:
            edition.state = EditionState.DRAFT
        step(edition)
    try:
        return daily.draft(room, day, clock=clock)
    except EditionError:
        with writing(room.engine) as session:
            edition = _open(session, room, day)
            edition.changes, edition.state, edition.reason = before
        raise


def _open(session: Session, room: Newsroom, day: date) -> Edition:
    alone(session, Article)  # no freeze in between
    edition = daily.find(session, room.slug, day)
    if edition is None or edition.state not in OPEN_STATES:
        state = edition.state if edition else "not there"
        raise EditionError(f"the edition of {day} is {state}; it cannot be changed any more")
    return edition
