"""An edition on its way from content to rows: its variants are dressed, and each reader is enrolled for one of them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ColumnElement, Subquery, case, func, literal, select
from sqlmodel import Session, SQLModel

from digest.collect.window import Window
from digest.compose.composer import Composed, compose_edition
from digest.compose.content import EditionContent
from digest.compose.fitting import Limit
from digest.compose.wording import wording
from digest.config.newsletter import Weekday
from digest.database import reading
from digest.deliver import ledger
from digest.editorial.assemble import assemble
from digest.editorial.candidates import from_rows
from digest.editorial.changes import Changes
from digest.editorial.memory import past_of
from digest.editorial.muting import Without
from digest.editorial.plan import Decision, Plan
from digest.editorial.tailoring import tailored
from digest.editorial.variants import EVERYONE, Variants, choose
from digest.editorial.why import nothing_to_print
from digest.errors import EmptyError
from digest.heard import NOTHING, Heard, heard
from digest.models import Edition, EditionVariant
from digest.newsroom import Newsroom
from digest.summarize.sentences import split
from digest.walltime import next_time
from subscribers import roster
from subscribers.models import Frequency
from subscribers.taste import Taste

_INSTANT = SQLModel.metadata.tables["delivery"].c.not_before.type
AT_ONCE = 200  # tastes that one statement enrols


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition's variants, dressed, and what its readers have had elsewhere."""

    variants: Variants
    mails: Mapping[str, Composed]
    known: Heard


def plan_of(room: Newsroom, day: date, number: int) -> Plan:
    """What the edition of a day is made to."""
    say = wording(room.templates, room.newsletter.language).say
    return Plan(room.slug, room.newsletter, day, number, say, room.sources)


def edited(
    room: Newsroom, day: date, window: Window, changes: Changes
) -> tuple[EditionContent, tuple[Decision, ...]]:
    """What an edition of a day says, and why each article of its window is in or out.

    Raises:
        EmptyError: there is nothing to print.
    """
    plan = plan_of(room, day, window.number)
    past = [past_of(one.day, one.item, from_rows(one.rows)) for one in window.told]
    made = assemble(from_rows(window.rows), plan, past, changes)
    if made.content is None:
        raise EmptyError(nothing_to_print(day, window.start.astimezone(room.zone), made.decisions))
    return made.content, made.decisions


def frequencies(room: Newsroom, day: date) -> frozenset[Frequency]:
    """How often those want the newsletter who get the edition of this day."""
    weekly = day.weekday() == list(Weekday).index(room.newsletter.weekly_day)
    found = {Frequency.DAILY: True, Frequency.WEEKDAYS: day.weekday() < 5, Frequency.WEEKLY: weekly}
    return frozenset(frequency for frequency, gets in found.items() if gets)


def heard_elsewhere(room: Newsroom, content: EditionContent, now: datetime) -> Heard:
    """What of an edition other newsletters have told its readers."""
    with reading(room.engine) as session:
        return heard(session, room, content, now)


def variants(room: Newsroom, content: EditionContent, now: datetime, known: Heard | None = None) -> Variants:
    """The variants of an edition that today's readers ask for, no more than the newsroom allows, by what is `known` of them."""
    known = known or heard_elsewhere(room, content, now)
    with reading(room.engine) as session:
        groups = _groups(session, room, content.day, now, known)
    wishes: Counter[Without] = Counter()
    for (taste, mark), count in groups.items():
        wishes[_wish(taste, known, mark)] += count
    return choose(content, wishes, room.most_variants)


def _groups(
    session: Session, room: Newsroom, day: date, now: datetime, known: Heard
) -> dict[tuple[str, str], int]:
    """How many of today's readers have each taste and mark."""
    gets = frequencies(room, day)
    marks = known.marks()
    if marks is None:
        tastes = roster.tastes(session, room.slug, at=now, frequencies=gets)
        return {(taste, NOTHING): count for taste, count in tastes.items()}
    readers = roster.enrolment(room.slug, at=now, frequencies=gets).subquery()
    mark = func.coalesce(marks.c.mark, NOTHING)
    joined = readers.outerjoin(marks, marks.c.subscriber_id == readers.c.subscriber_id)
    counted = select(readers.c.taste, mark, func.count()).select_from(joined).group_by(readers.c.taste, mark)
    return {(taste, had): count for taste, had, count in session.execute(counted)}


def audience_size(room: Newsroom, day: date, now: datetime) -> int:
    """How many readers get the edition of a day."""
    with reading(room.engine) as session:
        return sum(roster.tastes(session, room.slug, at=now, frequencies=frequencies(room, day)).values())


def prepared(room: Newsroom, content: EditionContent, everyone: Composed, now: datetime) -> Printed:
    """Every variant that today's readers ask for, but for what other newsletters have told them."""
    known = heard_elsewhere(room, content, now)
    return dressed(room, everyone, variants(room, content, now, known), known)


def dressed(room: Newsroom, everyone: Composed, chosen: Variants, known: Heard) -> Printed:
    """Every variant, made once: all but everyone's, which was made before."""
    content = chosen.content
    plan, limit = plan_of(room, content.day, content.number), Limit(room.most_html, split)
    mails = {EVERYONE: everyone}
    for key, without in chosen.made.items():
        left = tailored(content, without, plan)
        if key != EVERYONE and left is not None:
            made = compose_edition(left, room.head, room.templates, limit, text_only=without.text_only)
            mails[key] = made
    return Printed(chosen, mails, known)


def enrol(session: Session, room: Newsroom, edition: Edition, printed: Printed) -> None:
    """Store the variants with a frozen edition, and a row for each reader: their variant, and their own morning.

    Who muted all that is in it gets no mail today.
    """
    key, now = edition.id or 0, edition.frozen_at or edition.window_end
    session.add_all(
        EditionVariant(
            edition_id=key, key=name, composition=mail.composition.to_bytes(), html=mail.html, text=mail.text
        )
        for name, mail in printed.mails.items()
    )
    session.flush()
    groups = _groups(session, room, edition.day, now, printed.known)
    named = {
        (taste, mark): printed.variants.key_of(_wish(taste, printed.known, mark)) for taste, mark in groups
    }
    mornings = _mornings(session, room, now)
    ledger.enrol_rows(session, edition, (), now=now)  # though there be nobody
    for mark in sorted({mark for _, mark in named}):
        keys = {taste: name for (taste, had), name in named.items() if had == mark and name is not None}
        for some in _chunks(keys):
            readers = _readers(room, edition.day, now, some, printed.known, mark)
            variant, begins = case(some, value=readers.c.taste), _begins(mornings, readers.c.zone, now)
            ledger.enrol_rows(session, edition, (readers.c.subscriber_id, variant, begins), now=now)


def _readers(
    room: Newsroom, day: date, now: datetime, tastes: Collection[str], known: Heard, mark: str
) -> Subquery:
    """The readers of some tastes who have this mark."""
    wanted = roster.enrolment(room.slug, at=now, frequencies=frequencies(room, day), tastes=tastes)
    marks = known.marks()
    if marks is None:
        return wanted.subquery()
    readers = wanted.subquery()
    joined = readers.outerjoin(marks, marks.c.subscriber_id == readers.c.subscriber_id)
    chosen = select(readers.c.subscriber_id, readers.c.taste, readers.c.zone).select_from(joined)
    return chosen.where(func.coalesce(marks.c.mark, NOTHING) == mark).subquery()


def _mornings(session: Session, room: Newsroom, now: datetime) -> dict[str, datetime]:
    """When readers of other zones get what is frozen now, where each has their own morning."""
    zones = roster.zones(session, room.slug, at=now) if room.newsletter.local_time else {}
    return {zone: morning(room, zone, now) for zone in zones if zone not in {"", room.newsletter.zone}}


def morning(room: Newsroom, zone: str, now: datetime) -> datetime:
    """When readers of a zone get what is frozen now: at the newsletter's hour of their own morning, the first one after it.

    Never so late that the edition is not worth sending any more.
    """
    try:
        local = next_time(room.newsletter.send_at, ZoneInfo(zone), now)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now
    return max(now, min(local, now + room.useful - timedelta(hours=1)))


def _begins(
    mornings: Mapping[str, datetime], zone: ColumnElement[str | None], now: datetime
) -> ColumnElement[Any]:
    instants = {name: literal(at, _INSTANT) for name, at in mornings.items()}
    return case(instants, value=zone, else_=literal(now, _INSTANT)) if instants else literal(now, _INSTANT)


def _wish(taste: str, known: Heard, mark: str) -> Without:
    kept = Taste.parse(taste)
    return Without(kept.sections, kept.sources, kept.text_only, known.numbers(mark))


def _chunks(keys: Mapping[str, str]) -> Iterator[dict[str, str]]:
    rest = iter(keys.items())
    while some := dict(islice(rest, AT_ONCE)):
        yield some
