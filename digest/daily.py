"""The day in one file: what was collected is edited, composed, frozen and delivered; safe to run twice.

    collect  ->  draft  ->  freeze  ->  deliver
    (store)      (edited)   (bytes)     (ledger)

An edition is one newsletter on one local day, unique in the database, so that whoever wakes this up twice, or
kills it half-way and starts it again, changes nothing: what is frozen stays, who was handed a mail is not mailed again.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from digest.collect.window import next_number
from digest.compose.composer import Composed, compose_edition, compose_test
from digest.compose.content import EditionContent, digest_of, to_json
from digest.compose.fitting import Limit
from digest.compose.lint import Finding, lint_mail
from digest.compose.message import Composition
from digest.database import alone, reading, writing
from digest.deliver import sender
from digest.deliver.ledger import Balance
from digest.deliver.personal import NOBODY
from digest.deliver.ration import Ration
from digest.deliver.sender import Job, Watch
from digest.deliver.transport import Transport
from digest.editions import Drafted, drafted_of, find, require_sendable
from digest.editorial.changes import changes_of
from digest.editorial.plan import decisions_to_json
from digest.editorial.variants import EVERYONE
from digest.errors import EditionError
from digest.models import (
    FIXED_STATES,
    RENEWED_STATES,
    Article,
    Edition,
    EditionState,
    EditionVariant,
)
from digest.newsroom import Clock, Newsroom
from digest.summarize.sentences import split

Then = Callable[[Session, Edition], None]


async def run(room: Newsroom, day: date, transport: Transport, *, clock: Clock, watch: Watch) -> Balance:
    """The whole day: draft, freeze, deliver. Run twice, at once or after a kill, it does what is left to do.

    Raises:
        EditionError: there is nothing to print, or the edition is held, skipped or cancelled.
        TransportError: the mail host cannot be used; everything waits.
    """
    edition = await asyncio.to_thread(freeze, room, day, clock=clock)
    return await deliver(room, edition, transport, clock=clock, watch=watch)


def draft(room: Newsroom, day: date, *, clock: Clock) -> Drafted:
    """Make or renew the draft of a day, held or not; an edition that went further is given back as it stands.

    Raises:
        EditionError: no article was stored since the last edition, or none of them can be printed.
    """
    with writing(room.engine) as session:
        alone(session, Article)  # a collector that is about to commit goes first, and is in the window
        edition = find(session, room.slug, day)
        if edition is not None and edition.state not in RENEWED_STATES:
            return drafted_of(edition)
        window = room.window(session, day, clock())
        steps = edition.changes if edition else None
    # Seconds, with thousands of articles: nobody waits for it.
    from digest import printing  # with all that edits: loaded where there is an edition to make

    content, decisions = printing.edited(room, day, window, changes_of(steps))
    with writing(room.engine) as session:
        alone(session, Article)
        edition = find(session, room.slug, day) or Edition(
            newsletter=room.slug, day=day, created_at=window.end, number=0, window_start=window.start,
            window_end=window.end, content="", hash="",
        )  # fmt: skip
        if edition.state not in RENEWED_STATES:  # another process went on meanwhile
            return drafted_of(edition)
        is_current = edition.changes == steps
        edition.number, edition.window_start, edition.window_end = window.number, window.start, window.end
        edition.content = to_json(content)
        edition.hash, edition.decisions = digest_of(edition.content), decisions_to_json(decisions)
        session.add(edition)
    # The editor has changed something meanwhile: once more.
    return Drafted(edition, content, decisions) if is_current else draft(room, day, clock=clock)


def no_more(_session: Session, _edition: Edition) -> None:
    """Nothing is written together with a freeze."""


def freeze(room: Newsroom, day: date, *, clock: Clock, then: Then = no_more) -> Edition:
    """Fix a day's edition: its content, its bytes, its readers. What is frozen already is given back as it is.

    What `then` writes is written together with it.

    Raises:
        EditionError: there is nothing to print, or the edition is held, skipped or cancelled.
        TemplateFault: a template does not render; nothing is frozen.
    """
    from digest import printing
    from digest.heard import is_current

    drafted = draft(room, day, clock=clock)
    if drafted.edition.state in FIXED_STATES:
        return drafted.edition
    require_sendable(drafted.edition)
    content, composed = _printed(room, drafted.content)
    now = clock()
    printed = printing.prepared(room, content, composed, now)
    with writing(room.engine) as session:
        alone(session, Article)  # one freeze at a time, whatever the day: no article is in two editions
        edition = session.get_one(Edition, drafted.edition.id)
        if edition.state in FIXED_STATES:
            return edition
        require_sendable(edition)
        if _is_outdated(session, drafted.edition, edition):
            raise EditionError(f"the edition of {day} was changed while it was being frozen; send it again")
        is_known = is_current(session, room, printed.known, now)
        if is_known:
            _fix(edition, drafted, content, clock())
            printing.enrol(session, room, edition, printed)
            then(session, edition)
    # Another newsletter was fixed meanwhile, and some of our readers have its stories: once more.
    return edition if is_known else freeze(room, day, clock=clock, then=then)


def compose(room: Newsroom, content: EditionContent) -> Composed:
    """Dress an edition's content, within the size that the newsroom allows: once for all its readers."""
    return compose_edition(content, room.head, room.templates, Limit(room.most_html, split))


def marked_as_test(room: Newsroom, content: EditionContent) -> Composed:
    """An edition's mail that says that it is a test; its slots are the edition's."""
    return compose_test(content, room.head, room.templates, Limit(room.most_html, split))


def _printed(room: Newsroom, content: EditionContent) -> tuple[EditionContent, Composed]:
    """The content that fits a mail, which is all that was told to readers, and its mail."""
    composed = compose(room, content)
    if not composed.cuts or composed.content is None:
        return content, composed
    return composed.content, compose(room, composed.content)


def dressed(room: Newsroom, drafted: Drafted) -> Composed:
    """An edition as it would be mailed now: composed, or with the bytes that were fixed when it was frozen.

    Raises:
        TemplateFault: a template does not render.
    """
    key = drafted.edition.id or 0
    if drafted.edition.state not in FIXED_STATES:
        return compose(room, drafted.content)
    with reading(room.engine) as session:
        kept = session.get_one(EditionVariant, (key, EVERYONE))
    composition = Composition.from_bytes(kept.composition)
    return Composed(composition, kept.html, kept.text, drafted.content.subject)


def linted(room: Newsroom, drafted: Drafted, composed: Composed) -> tuple[Finding, ...]:
    """The faults of an edition's mail, as it would go to a reader."""
    values = room.personal(drafted.edition.id or 0).values(NOBODY, room.planned(drafted.edition.day))
    mail, address = composed.composition.merge(values), room.head.postal_address
    return lint_mail(mail, composed.content or drafted.content, postal_address=address, clients=room.clients)


async def deliver(
    room: Newsroom, edition: Edition, transport: Transport, *, clock: Clock, watch: Watch,
    ration: Ration | None = None,
) -> Balance:  # fmt: skip
    """Hand a frozen edition to everyone who is still due for it, or to as many as the ration allows.

    Raises:
        TransportError: the mail host cannot be used; who was not reached waits for the next run.
    """
    job = await asyncio.to_thread(_job, room, edition)
    return await sender.send(room.engine, job, transport, clock=clock, watch=watch, ration=ration)


def _is_outdated(session: Session, drafted: Edition, current: Edition) -> bool:
    """Whether another text was approved meanwhile, or another day's edition has printed the same articles."""
    if current.state is EditionState.APPROVED:
        return current.hash != drafted.hash
    return next_number(session, current.newsletter) != drafted.number


def _fix(edition: Edition, drafted: Drafted, content: EditionContent, now: datetime) -> None:
    from digest.editorial.why import within

    for name in ("number", "window_start", "window_end"):
        # Another process may have renewed the draft meanwhile.
        setattr(edition, name, getattr(drafted.edition, name))
    edition.content = to_json(content)
    edition.hash = digest_of(edition.content)
    edition.decisions = decisions_to_json(within(drafted.decisions, content))
    edition.state, edition.frozen_at = EditionState.FROZEN, now


def _job(room: Newsroom, edition: Edition) -> Job:
    key = edition.id or 0
    compositions = _compositions(room.engine, key)
    if not compositions:  # it is not frozen yet
        _compositions.cache_clear()
    return Job(
        edition_id=key,
        newsletter=room.slug,
        compositions=compositions,
        personal=room.personal(key),
        resend_uncertain=room.resend_uncertain,
        useful=room.useful,
        signer=room.signer,
        limits=room.limits,
    )


@lru_cache(maxsize=4)
def _compositions(engine: Engine, key: int) -> Mapping[str, Composition]:
    """The bytes of a frozen edition by variant, which nothing changes: read once, however often a process comes back to it."""
    wanted = select(col(EditionVariant.key), col(EditionVariant.composition))
    with reading(engine) as session:
        rows = session.execute(wanted.where(col(EditionVariant.edition_id) == key)).all()
    return {variant: Composition.from_bytes(kept) for variant, kept in rows}
