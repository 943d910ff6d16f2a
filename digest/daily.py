"""The day in one file: what was collected is edited, composed, frozen and delivered; safe to run twice.

    collect  ->  draft  ->  freeze  ->  deliver
    (store)      (edited)   (bytes)     (ledger)

An edition is one newsletter on one local day, unique in the database, so that whoever wakes this up twice, or
kills it half-way and starts it again, changes nothing: what is frozen stays, who was handed a mail is not mailed again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from jinja2 import Environment
from sqlalchemy import Engine, func, select, text
from sqlmodel import Session, col

from digest.compose.composer import Composed, Letterhead, compose_edition
from digest.compose.content import EditionContent, digest_of, from_json, to_json
from digest.compose.message import Composition
from digest.compose.wording import wording
from digest.config import NewsletterSettings
from digest.database import reading, writing
from digest.deliver import ledger, sender
from digest.deliver.ledger import Balance
from digest.deliver.personal import Personal
from digest.deliver.sender import Job, Watch
from digest.deliver.transport import Transport
from digest.editorial.assemble import Assembled, Decision, Plan, assemble
from digest.editorial.candidates import from_rows
from digest.errors import EditionError
from digest.models import FIXED_STATES, OPEN_STATES, Article, Edition, EditionState, EditionVariant, Source
from subscribers import roster
from subscribers.tokens import Keys

EVERYONE = "everyone"  # the key of the variant that holds all sections
FIRST_WINDOW = timedelta(hours=24)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """One newsletter and all that its day needs."""

    engine: Engine
    slug: str
    newsletter: NewsletterSettings
    head: Letterhead
    templates: Environment
    keys: Keys
    resend_uncertain: bool = False
    useful: timedelta = timedelta(hours=24)

    def today(self, now: datetime) -> date:
        """The local day of the newsletter."""
        return now.astimezone(ZoneInfo(self.newsletter.zone)).date()


@dataclass(frozen=True, slots=True)
class Drafted:
    """An edition as it stands, and why each article is in or out (empty once it is frozen)."""

    edition: Edition
    content: EditionContent
    decisions: tuple[Decision, ...] = ()


async def run(room: Newsroom, day: date, transport: Transport, *, clock: Clock, watch: Watch) -> Balance:
    """The whole day: draft, freeze, deliver. Run twice, at once or after a kill, it does what is left to do.

    Raises:
        EditionError: there is nothing to print, or the edition is held, skipped or cancelled.
        TransportError: the mail host cannot be used; everything waits.
    """
    edition = freeze(room, day, clock=clock)
    return await deliver(room, edition, transport, clock=clock, watch=watch)


def draft(room: Newsroom, day: date, *, clock: Clock) -> Drafted:
    """Make or renew the draft of a day; an edition that is approved or frozen is given back as it stands.

    Raises:
        EditionError: no article was stored since the last edition, or none of them can be printed.
    """
    with writing(room.engine) as session:
        _settle_the_store(session)
        now = clock()
        edition = find(session, room.slug, day)
        if edition is not None and edition.state is not EditionState.DRAFT:
            return Drafted(edition, from_json(edition.content))
        start = _window_start(session, room, day, now)
        number = _printed(session, room.slug) + 1
        made = _edited(room, day, number, _window(session, start, now))
        edition = edition or Edition(
            newsletter=room.slug, day=day, number=number, window_start=start, window_end=now, created_at=now,
            content="", hash="",
        )  # fmt: skip
        edition.number, edition.window_start, edition.window_end = number, start, now
        if made.content is None:
            raise EditionError(_nothing(room, day, start, made.decisions))
        edition.content = to_json(made.content)
        edition.hash = digest_of(edition.content)
        session.add(edition)
        session.flush()
        return Drafted(edition, made.content, made.decisions)


def freeze(room: Newsroom, day: date, *, clock: Clock) -> Edition:
    """Fix a day's edition: its content, its bytes, its readers. What is frozen already is given back as it is.

    Raises:
        EditionError: there is nothing to print, or the edition is held, skipped or cancelled.
        TemplateFault: a template does not render; nothing is frozen.
    """
    drafted = draft(room, day, clock=clock)
    edition = drafted.edition
    if edition.state in FIXED_STATES:
        return edition
    if edition.state not in {EditionState.DRAFT, EditionState.APPROVED}:
        raise EditionError(f"the edition of {day} is {edition.state}: {edition.reason or 'no reason given'}")
    composed = compose(room, drafted.content)
    with writing(room.engine) as session:
        current = session.get_one(Edition, edition.id, with_for_update=True)
        if current.state in FIXED_STATES:
            return current
        if current.hash != edition.hash or current.state not in OPEN_STATES - {EditionState.HELD}:
            raise EditionError(f"the edition of {day} was changed while it was being frozen; send it again")
        _fix(session, room, current, composed, clock())
        current.window_end = edition.window_end
        return current


def compose(room: Newsroom, content: EditionContent) -> Composed:
    """Dress an edition's content: once for all its readers."""
    return compose_edition(content, room.head, room.templates)


async def deliver(
    room: Newsroom, edition: Edition, transport: Transport, *, clock: Clock, watch: Watch
) -> Balance:
    """Hand a frozen edition to everyone who is still due for it.

    Raises:
        TransportError: the mail host cannot be used; who was not reached waits for the next run.
    """
    return await sender.send(room.engine, _job(room, edition), transport, clock=clock, watch=watch)


def find(session: Session, newsletter: str, day: date) -> Edition | None:
    """The edition of a newsletter on a local day."""
    wanted = select(Edition).where(col(Edition.newsletter) == newsletter, col(Edition.day) == day)
    return session.scalars(wanted).one_or_none()


def latest(session: Session, newsletter: str) -> Edition | None:
    """The newest edition that was frozen, else the newest draft."""
    fixed = col(Edition.state).in_(FIXED_STATES)
    wanted = select(Edition).where(col(Edition.newsletter) == newsletter)
    return session.scalars(wanted.order_by(fixed.desc(), col(Edition.day).desc()).limit(1)).one_or_none()


def audience_size(room: Newsroom, now: datetime) -> int:
    """How many readers would be enrolled now."""
    with reading(room.engine) as session:
        readers = roster.audience(room.slug, at=now).order_by(None).subquery()
        return int(session.execute(select(func.count()).select_from(readers)).scalar_one())


def personal(room: Newsroom, edition_id: int) -> Personal:
    """The slots of an edition's readers."""
    return Personal(
        room.keys, room.slug, edition_id, room.head.base_url, room.head.sender, room.newsletter.bounces
    )


def as_test(content: EditionContent) -> EditionContent:
    """The same edition, marked as a test in its subject."""
    return replace(content, subject=f"[Test] {content.subject}")


def _settle_the_store(session: Session) -> None:
    """Wait for collectors that are about to commit, so that no article falls between two windows."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE article IN SHARE MODE"))
    else:
        session.connection()  # takes SQLite's one write lock


def _window_start(session: Session, room: Newsroom, day: date, now: datetime) -> datetime:
    """The end of the last frozen edition's window; the first time, 24 hours before the send (or before now)."""
    wanted = select(func.max(col(Edition.window_end))).where(
        col(Edition.newsletter) == room.slug, col(Edition.state).in_(FIXED_STATES)
    )
    last = session.execute(wanted).scalar_one_or_none()
    planned = datetime.combine(day, room.newsletter.send_at, ZoneInfo(room.newsletter.zone))
    return last or min(planned.astimezone(UTC), now) - FIRST_WINDOW


def _window(session: Session, start: datetime, end: datetime) -> Sequence[tuple[Article, str | None]]:
    wanted = (
        select(Article, col(Source.name))
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.stored_at) > start, col(Article.stored_at) <= end)
    )
    return [(article, name) for article, name in session.execute(wanted)]


def _printed(session: Session, newsletter: str) -> int:
    wanted = select(func.count()).where(
        col(Edition.newsletter) == newsletter, col(Edition.state).in_(FIXED_STATES)
    )
    return int(session.execute(wanted).scalar_one())


def _edited(room: Newsroom, day: date, number: int, rows: Sequence[tuple[Article, str | None]]) -> Assembled:
    say = wording(room.templates, room.newsletter.language).say
    return assemble(from_rows(rows), Plan(room.slug, room.newsletter, day, number, say))


def _nothing(room: Newsroom, day: date, start: datetime, decisions: Sequence[Decision]) -> str:
    if decisions:
        return f"none of the {len(decisions)} articles for {day} can be printed; see `digest compose --why`"
    since = start.astimezone(ZoneInfo(room.newsletter.zone))
    return f"no article was stored since {since:%Y-%m-%d %H:%M}; add some with `digest collect PATH...`"


def _fix(session: Session, room: Newsroom, edition: Edition, composed: Composed, now: datetime) -> None:
    edition.state, edition.frozen_at = EditionState.FROZEN, now
    key = edition.id or 0
    stored = composed.composition.to_bytes()
    session.add(
        EditionVariant(
            edition_id=key, key=EVERYONE, composition=stored, html=composed.html, text=composed.text
        )
    )
    session.flush()
    ledger.enrol(session, edition, roster.audience(room.slug, at=now), variant=EVERYONE, now=now)


def _job(room: Newsroom, edition: Edition) -> Job:
    key = edition.id or 0
    with reading(room.engine) as session:
        rows = session.scalars(select(EditionVariant).where(col(EditionVariant.edition_id) == key)).all()
    compositions = {row.key: Composition.from_bytes(row.composition) for row in rows}
    return Job(key, room.slug, compositions, personal(room, key), room.resend_uncertain, room.useful)
