"""The editor's desk: a draft is changed, step by step, approved, held or released."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from digest import daily, editions
from digest.database import alone, reading, writing
from digest.editions import Drafted
from digest.editorial.changes import NONE, Changes, changes_of, steps_from_json, steps_to_json
from digest.errors import EditionError
from digest.models import EDITOR_LENGTH, OPEN_STATES, Article, Edition, EditionState
from digest.newsroom import Clock, Newsroom

_STEPPED = ("changes", "state", "reason", "approved_at", "approved_by")
"""What a step may touch of an edition."""


def changes(drafted: Drafted) -> Changes:
    """What the editor has changed in an edition so far."""
    return changes_of(drafted.edition.changes)


def steps(drafted: Drafted) -> tuple[Changes, ...]:
    """What held after each step that is kept, the first one from before the first change; the last one holds."""
    return steps_from_json(drafted.edition.changes)


def can_undo(drafted: Drafted) -> bool:
    """Whether there is a step to take back."""
    return len(steps(drafted)) > 1


def save(room: Newsroom, day: date, wanted: Changes, *, clock: Clock) -> Drafted:
    """Change the edition of a day: one step that can be taken back. An approved one has to be approved again.

    Raises:
        EditionError: it is on its way already, skipped or cancelled; or nothing would be left to print.
    """
    return change(room, day, lambda _: wanted, clock=clock)


def change(room: Newsroom, day: date, how: Callable[[Changes], Changes], *, clock: Clock) -> Drafted:
    """Change what holds by now into what `how` makes of it; where that is the same, no step is taken.

    Raises EditionError as `save` does; what `how` raises leaves everything as it was.
    """

    def step(edition: Edition) -> None:
        kept = steps_from_json(edition.changes) or (NONE,)
        wanted = how(kept[-1])
        if wanted != kept[-1]:
            edition.changes = steps_to_json([*kept, wanted])
            _reopen(edition)

    return _changed(room, day, step, clock=clock)


def undo(room: Newsroom, day: date, *, clock: Clock) -> Drafted:
    """Take back the last step; where there is none nothing happens. Raises EditionError as `save` does."""

    def step(edition: Edition) -> None:
        kept = steps_from_json(edition.changes)
        if len(kept) > 1:
            edition.changes = steps_to_json(kept[:-1])
            _reopen(edition)

    return _changed(room, day, step, clock=clock)


def approve(room: Newsroom, day: date, seen: str, *, clock: Clock, by: str = "") -> Drafted:
    """Approve the edition that the editor has seen, by its hash: it stays to the byte what it is until it is sent.

    `by` says who the editor is.

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
        if edition.state is not EditionState.APPROVED:
            edition.state, edition.reason = EditionState.APPROVED, None
            edition.approved_at, edition.approved_by = clock(), by.strip()[:EDITOR_LENGTH] or None
    return daily.draft(room, day, clock=clock)


def hold(room: Newsroom, day: date, reason: str, *, clock: Clock, judged: Edition | None = None) -> Drafted:
    """Keep the edition of a day from being sent, for a reason, until it is released. Raises EditionError as `save` does.

    Where it was `judged` as it stood, also if somebody approved, held or released it since.
    """

    def step(edition: Edition) -> None:
        _as_judged(edition, judged)
        edition.state, edition.reason = EditionState.HELD, reason.strip()[:500] or "held by the editor"
        edition.approved_at = edition.approved_by = None

    return _changed(room, day, step, clock=clock)


def skip(
    room: Newsroom, day: date, reason: str, *, keep_stories: bool, clock: Clock, judged: Edition | None = None
) -> Edition:
    """Leave the edition of a day out. Its articles are over with it, unless the next one is to have them.

    Raises:
        EditionError: it is on its way already, skipped or cancelled; or it was `judged` as it stood, and that has changed.
    """
    drafted = daily.draft(room, day, clock=clock)
    with writing(room.engine) as session:
        edition = _open(session, room, day)
        _as_judged(edition, judged)
        edition.state, edition.reason = EditionState.SKIPPED, reason[:500]
        if keep_stories:
            edition.window_end = drafted.edition.window_start
        return edition


def release(room: Newsroom, day: date, *, clock: Clock) -> Drafted:
    """Let the edition of a day go: a held or approved one is a draft again. Raises EditionError as `save` does."""

    def step(edition: Edition) -> None:
        edition.state, edition.reason = EditionState.DRAFT, None
        edition.approved_at = edition.approved_by = None

    return _changed(room, day, step, clock=clock)


def standing(room: Newsroom, edition: Edition) -> str:
    """Where an edition stands, for a person: who approved it when, in the newsletter's zone, or why it is held."""
    if edition.state is EditionState.HELD:
        return f"Held: {edition.reason or 'no reason given'}"
    if edition.state not in OPEN_STATES:
        return str(edition.state).capitalize() + (f": {edition.reason}" if edition.reason else "")
    if edition.approved_at is None:
        return "Draft"
    at = edition.approved_at.astimezone(room.zone)
    when = f"at {at:%H:%M}" if at.date() == edition.day else f"on {at:%Y-%m-%d at %H:%M}"
    approved = f"pproved {when}" + (f" by {edition.approved_by}" if edition.approved_by else "")
    if edition.state is EditionState.APPROVED:
        return f"A{approved}"
    return f"Changed since it was a{approved}: approve it again"


def _as_judged(edition: Edition, judged: Edition | None) -> None:
    """Refuse where what was judged is not how it stands any more."""
    if judged and (edition.state, edition.approved_at) != (judged.state, judged.approved_at):
        raise EditionError(f"the edition of {edition.day} is {edition.state} meanwhile")


def _reopen(edition: Edition) -> None:
    """What is changed after its approval has to be approved again."""
    if edition.state is EditionState.APPROVED:
        edition.state = EditionState.DRAFT


def _changed(room: Newsroom, day: date, step: Callable[[Edition], None], *, clock: Clock) -> Drafted:
    """Take a step and draft anew; a step after which nothing would be left to print is not taken."""
    with reading(room.engine) as session:
        is_there = editions.find(session, room.slug, day) is not None
    if not is_there:
        daily.draft(room, day, clock=clock)
    with writing(room.engine) as session:
        edition = _open(session, room, day)
        before = {name: getattr(edition, name) for name in _STEPPED}
        step(edition)
    try:
        return daily.draft(room, day, clock=clock)
    except EditionError:
        with writing(room.engine) as session:
            edition = _open(session, room, day)
            for name, value in before.items():
                setattr(edition, name, value)
        raise


def _open(session: Session, room: Newsroom, day: date) -> Edition:
    alone(session, Article)  # no freeze in between
    edition = editions.find(session, room.slug, day)
    if edition is None or edition.state not in OPEN_STATES:
        state = edition.state if edition else "not there"
        told = (
            "; `digest mails --correction` writes the mail that corrects it"
            if edition and edition.frozen_at
            else ""
        )
        raise EditionError(f"the edition of {day} is {state}; it cannot be changed any more{told}")
    return edition
