"""A file of any length into the store, page by page: each page is one transaction, and one report."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select
from sqlmodel import Session

from subscribers.models import SubscriptionState
from subscribers.transfer.barring import BARRED, CAME_BACK
from subscribers.transfer.lines import Line, Problem
from subscribers.transfer.seen import Seen
from subscribers.transfer.settling import LEFT_BEFORE, settle
from subscribers.transfer.sorting import Asked, Orders, sort
from subscribers.transfer.staging import Page, staged

PAGE = 5000  # rows; the write lock of SQLite is held for a fraction of a second
_SAID = {
    LEFT_BEFORE: "left before; only the reader can come back, by signing up",
    CAME_BACK: "has confirmed here since; nothing is changed",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What would become of a row, for one newsletter or (None) for all."""

    row: int
    address: str
    newsletter: str | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """One page: how many rows it had, what became of its lines, and what was wrong with which.

    A dry run tells of the other rows as well, which in a load there are too many of.
    """

    rows: int
    counts: Counter[str]
    problems: tuple[Problem, ...]
    told: tuple[Told, ...] = ()


def load(
    found: Iterable[Line | Problem],
    orders: Orders,
    session: Callable[[], AbstractContextManager[Session]],
    *,
    dry: bool = False,
) -> Iterator[Loaded]:
    """Load all lines; `session` opens one that commits at its end. Twice is as once, also after a kill.

    Counts: `added`, `unchanged`, `suppressed`, `ended`, `duplicate`, `refused`, one for each row and newsletter. When
    `dry`, each page is settled and undone, so that the report is what a load would say.
    """
    rest = iter(found)
    with Seen() as seen:
        while rows := list(islice(rest, PAGE)):
            asked = sort(rows, orders, seen)
            told: tuple[Told, ...] = ()
            if asked.lines:
                with session() as opened:
                    told = _settle(opened, asked, orders, dry=dry)
            yield Loaded(
                len(rows), asked.counts, tuple(sorted(asked.problems, key=lambda one: one.row)), told
            )


def _settle(session: Session, asked: Asked, orders: Orders, *, dry: bool) -> tuple[Told, ...]:
    """Settle a page, and add to what was asked what became of it; when dry each row that is taken is told."""
    undo = session.begin_nested() if dry else None
    page = Page(session.connection(), staged(len(orders.keys.secrets)), orders.now)
    page.fill(asked.lines)
    settle(page)
    _report(page, asked)
    if undo is None:
        page.empty()
        return ()
    told = _told(page)
    undo.rollback()
    return told


def _report(page: Page, asked: Asked) -> None:
    line = page.staged.c
    kinds = (line.state, line.reason, line.known, line.refusal)
    for *kind, count in page.run.execute(select(*kinds, func.count()).group_by(*kinds)):
        asked.counts[_outcome(*kind)] += count
    refused = select(line.row, line.email, line.refusal).where(line.refusal.is_not(None))
    for row, email, refusal in page.run.execute(refused):
        asked.problems.append(Problem(row, email, _SAID.get(refusal, f"suppressed: {refusal}")))


def _told(page: Page) -> tuple[Told, ...]:
    line = page.staged.c
    which = (line.row, line.email, line.newsletter)
    kinds = (line.state, line.reason, line.known, line.refusal)
    taken = select(*which, *kinds).where(line.refusal.is_(None)).order_by(line.row, line.line)
    return tuple(
        Told(row, email, slug, _outcome(*kind)) for row, email, slug, *kind in page.run.execute(taken)
    )


def _outcome(
    state: SubscriptionState | None, reason: str | None, known: str | None, refusal: str | None
) -> str:
    if refusal is not None:
        return "unchanged" if refusal == CAME_BACK else "refused"
    if reason is not None:
        return "unchanged" if known == BARRED else "suppressed"
    if known is None or (known == SubscriptionState.PENDING and state is SubscriptionState.CONFIRMED):
        return "added"
    ends = state is SubscriptionState.LEFT and known != SubscriptionState.LEFT
    return "ended" if ends else "unchanged"
