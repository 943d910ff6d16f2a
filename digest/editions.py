"""Editions as they are stored: found by newsletter and local day, read, and refused where somebody stopped them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from digest.compose.content import EditionContent, from_json
from digest.database import reading
from digest.editorial.plan import Decision, decisions_from_json
from digest.errors import EditionError
from digest.models import SENDABLE_STATES, Edition, EditionState
from digest.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Drafted:
    """An edition as it stands, and why each article of its window is in or out."""

    edition: Edition
    content: EditionContent
    decisions: tuple[Decision, ...] = ()


def find(session: Session, newsletter: str, day: date) -> Edition | None:
    """The edition of a newsletter on a local day."""
    wanted = select(Edition).where(col(Edition.newsletter) == newsletter, col(Edition.day) == day)
    return session.scalars(wanted).one_or_none()


def stands(room: Newsroom, day: date) -> Drafted:
    """The edition of a day as it is stored, made or renewed by nobody.

    Raises:
        EditionError: there is none, or it was stopped before anything was drafted.
    """
    with reading(room.engine) as session:
        edition = find(session, room.slug, day)
    if edition is None:
        raise EditionError(f"there is no edition of {day}")
    return drafted_of(edition)


def drafted_of(edition: Edition) -> Drafted:
    """An edition's row, read.

    Raises:
        EditionError: it was stopped before anything was drafted.
    """
    if not edition.content:  # it was stopped before anything was drafted
        require_sendable(edition)
    return Drafted(edition, from_json(edition.content), decisions_from_json(edition.decisions))


def require_sendable(edition: Edition) -> None:
    """Refuse an edition that somebody stopped.

    Raises:
        EditionError: it is held, skipped or cancelled.
    """
    if edition.state not in SENDABLE_STATES | {EditionState.DRAFT, EditionState.APPROVED}:
        why = edition.reason or "no reason given"
        raise EditionError(f"the edition of {edition.day} is {edition.state}: {why}")
