"""What a send is about to do, told before it does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from digest import daily, editions, printing
from digest.cli.context import now
from digest.database import reading
from digest.deliver import ledger, returns
from digest.deliver.bounces.report import Kind
from digest.deliver.ledger import RUNNING, Balance, Reason
from digest.deliver.shut_domains import ShutDomain, shut_domains
from digest.deliver.transport import Transport
from digest.editorial.variants import Variants
from digest.errors import EditionError
from digest.models import FIXED_STATES, Delivery, DeliveryState, Edition, EditionState
from digest.newsroom import Clock, Newsroom
from digest.work import roll
from digest.work.roll import Shown

MOST_REASONS = 8


@dataclass(frozen=True, slots=True)
class SendPlan:
    """The edition, who is still due, and the way out; `pending` 0 means that there is nothing to do."""

    edition: Edition
    subject: str
    words: int
    pending: int
    place: str
    drafted: editions.Drafted
    nothing: str = ""
    tailored: str = ""

    @property
    def is_unclosed(self) -> bool:
        """Whether a run was killed between its last mail and its end."""
        return not self.pending and self.edition.state is EditionState.SENDING

    def lines(self) -> list[str]:
        """The plan for a person."""
        edition = self.edition
        return [
            f"edition   {edition.newsletter}, {edition.day:%A %d %B %Y}, no. {edition.number} ({edition.state})",
            f"subject   {self.subject}",
            f"length    {self.words} words",
            f"audience  {self.pending:,} {'reader' if self.pending == 1 else 'readers'}",
            *([f"variants  {self.tailored}"] if self.tailored else []),
            f"through   {self.place}",
        ]


def plan(room: Newsroom, day: date, transport: Transport, clock: Clock) -> SendPlan:
    """Look at a day before it is sent; an edition that is not frozen yet is drafted anew.

    Raises:
        EditionError: there is nothing to print, nobody to send to, or the edition is held, skipped or cancelled.
    """
    drafted = daily.draft(room, day, clock=clock)
    edition, content = drafted.edition, drafted.content
    if edition.state is EditionState.PAUSED:
        editions.require_sendable(edition)
    if edition.state in FIXED_STATES:
        with reading(room.engine) as session:
            found = ledger.balance(session, edition)
            pending = sum(found[state] for state in RUNNING) + _due_again(session, edition, clock())
            nothing = "" if pending else _nothing_due(session, edition, found)
        return SendPlan(edition, content.subject, content.words, pending, transport.place, drafted, nothing)
    editions.require_sendable(edition)
    pending = printing.audience_size(room, day, clock())
    if not pending:
        hint = "add readers with `digest subscribers add ADDRESS`, or let them sign up at `digest serve`"
        raise EditionError(f"nobody gets {room.slug} yet; {hint}")
    chosen = printing.variants(room, content, clock())
    return SendPlan(
        edition,
        content.subject,
        content.words,
        pending,
        transport.place,
        drafted,
        tailored=tailored_line(chosen, room.most_variants),
    )


def tailored_line(chosen: Variants, most: int) -> str:
    """How many variants are made for what readers muted, and who gets one that is only near; empty for one."""
    if len(chosen.made) == 1 and not chosen.approximated:
        return ""
    near = chosen.approximated
    why = "for what readers muted"
    why += ", or had in another newsletter" if any(one.told for one in chosen.made.values()) else ""
    if not near:
        return f"{len(chosen.made)}, {why}"
    who = "1 reader gets" if near == 1 else f"{near:,} readers get"
    return f"{len(chosen.made)}, {why}; {who} the nearest (compose.max_variants = {most})"


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition, where its readers stand, and what the servers said to those who do not have it."""

    edition: Edition
    balance: Balance
    reasons: tuple[Reason, ...]
    returned: Mapping[Kind, int]
    shut: tuple[ShutDomain, ...] = ()


def where_it_stands(room: Newsroom, day: date | None) -> Standing | None:
    """The edition of a day, or the newest one; None where there is none."""
    with reading(room.engine) as session:
        edition = editions.find(session, room.slug, day) if day else _latest(session, room.slug)
        if edition is None:
            return None
        said = tuple(ledger.reasons(session, edition, most=MOST_REASONS))
        back = returns.counts(session, edition.id or 0)
        shut = tuple(shut_domains(session, edition.id or 0, most=MOST_REASONS))
        return Standing(edition, ledger.balance(session, edition), said, back, shut)


def on_the_roll(room: Newsroom) -> list[Shown]:
    """The workers, the living first."""
    with reading(room.engine) as session:
        return roll.shown(session, now)


def shut_shape(one: ShutDomain) -> dict[str, object]:
    """A domain that takes no mail of ours, as `digest status --json` prints it."""
    reply = one.reply
    return {
        "domain": one.domain,
        "readers": one.readers,
        "reply": {"code": reply.code, "status": reply.status, "text": reply.text},
        "again": one.again.isoformat(),
    }


def worker_shape(one: Shown) -> dict[str, object]:
    """A worker, as `digest status --json` prints it."""
    kept = one.worker
    return {
        "name": kept.name,
        "queues": kept.queues.split(","),
        "concurrency": kept.at_once,
        "lives": one.lives,
        "silent_seconds": round(one.silent.total_seconds(), 1),
        "per_second": one.rate,
        "settled": kept.settled,
        "started_at": kept.started_at.isoformat(),
    }


def _latest(session: Session, newsletter: str) -> Edition | None:
    """The newest edition that was frozen, else the newest draft."""
    fixed = col(Edition.state).in_(FIXED_STATES)
    wanted = select(Edition).where(col(Edition.newsletter) == newsletter)
    return session.scalars(wanted.order_by(fixed.desc(), col(Edition.day).desc()).limit(1)).one_or_none()


def _due_again(session: Session, edition: Edition, now: datetime) -> int:
    waiting = select(func.count()).where(
        col(Delivery.edition_id) == edition.id,
        ledger.among(DeliveryState.DEFERRED),
        col(Delivery.not_before) <= now,
    )
    return int(session.execute(waiting).scalar_one())


def _nothing_due(session: Session, edition: Edition, found: Balance) -> str:
    if not (put_off := found[DeliveryState.DEFERRED]):
        return f"the edition of {edition.day} was sent already; nothing is sent again"
    wanted = select(func.min(col(Delivery.not_before))).where(
        col(Delivery.edition_id) == edition.id, ledger.among(DeliveryState.DEFERRED)
    )
    again = session.execute(wanted).scalar_one()
    return f"nothing is due now; {put_off} were put off and are tried again from {again:%H:%M} UTC"
