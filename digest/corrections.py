"""What was wrong in an edition that is out: stamped on it for good, and mailed once to those who had the story."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlmodel import Session, col

from digest import editions
from digest.compose.content import Item, from_json
from digest.compose.views import lines
from digest.database import alone, writing
from digest.deliver import recall
from digest.errors import EditionError
from digest.models import FIXED_STATES, Article, Edition
from digest.newsroom import Clock, Newsroom
from digest.records import Correction, EditionTally


@dataclass(frozen=True, slots=True)
class Stamped:
    """A correction as it stands, of which story, and for how many readers it was queued just now."""

    correction: Correction
    headline: str
    queued: int


def correct(room: Newsroom, day: date, story: int, text: str, *, clock: Clock, mail: bool) -> Stamped:
    """Stamp the edition of a day with a correction of one story; `mail` also queues it for those who had it.

    The same correction twice is as once: it is stamped once and mailed once.

    Raises:
        EditionError: that edition is not out, has no such story, or keeps no row for each reader any more; or nothing is said.
    """
    said = "\n".join(lines(text))
    if not said:
        raise EditionError('the correction says nothing; give it a text: --text "It is 21 metres, not 12."')
    with writing(room.engine) as session:
        alone(session, Article)  # the same call twice at once
        edition = _out(session, room, day)
        item = _story(edition, story)
        if mail and _is_summed_up(session, edition):
            raise EditionError(
                f"who got the edition of {day} is not kept any more ([retention]); stamp it without --send"
            )
        mine = select(Correction).where(
            col(Correction.edition_id) == edition.id, col(Correction.story) == story
        )
        known = session.scalars(mine.where(col(Correction.text) == said)).first()
        now = clock()
        stamped = known or Correction(edition_id=edition.id or 0, story=story, text=said, at=now)
        session.add(stamped)
        session.flush()
        queued = recall.queue(session, stamped, room.slug, item.headline, now) if mail else 0
        return Stamped(stamped, item.headline, queued)


def told(session: Session, key: int) -> tuple[date, str]:
    """The day of the edition that a correction is about, and what its mail says: the story, then the editor's words."""
    one = session.get_one(Correction, key)
    edition = session.get_one(Edition, one.edition_id)
    return edition.day, f"{_story(edition, one.story).headline}\n{one.text}"


def _out(session: Session, room: Newsroom, day: date) -> Edition:
    edition = editions.find(session, room.slug, day)
    if edition is None or edition.state not in FIXED_STATES:
        state = edition.state if edition else "not there"
        raise EditionError(f"the edition of {day} is {state}; what is not out is changed in `digest preview`")
    return edition


def _is_summed_up(session: Session, edition: Edition) -> bool:
    kept = select(exists().where(col(EditionTally.edition_id) == edition.id))
    return bool(session.execute(kept).scalar_one())


def _story(edition: Edition, number: int) -> Item:
    items = {item.number: item for item in from_json(edition.content).items()}
    if number not in items:
        raise EditionError(
            f"the edition of {edition.day} has no story {number}; it has {min(items)} to {max(items)}"
        )
    return items[number]
