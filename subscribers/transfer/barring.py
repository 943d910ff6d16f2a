"""Bars of a page's lines: those that it brings, and those that stand in its way."""

from sqlalchemy import ColumnElement, Exists, and_, exists, func, or_, select, update

from subscribers.models import SubscriptionState
from subscribers.transfer.staging import BARS, READERS, STANDINGS, Page

CAME_BACK = "came back"
BARRED = "barred"


def bar(page: Page) -> None:
    """Write the reasons under every hash the address is known by; not where the reader has come back since."""
    line = page.staged.c
    bars = update(page.staged).where(line.reason.is_not(None))
    returned = exists().where(
        STANDINGS.c.subscriber_id == line.subscriber_id,
        STANDINGS.c.newsletter == line.newsletter,
        STANDINGS.c.state == SubscriptionState.CONFIRMED,
        STANDINGS.c.confirmed_at > line.left_at,
    )
    page.run.execute(bars.where(line.state.is_not(None), returned).values(refusal=CAME_BACK))
    page.run.execute(bars.where(_is_barred(page)).values(known=BARRED))
    for hashed in _hashes(page):
        new = select(hashed, line.newsletter, line.reason, page.moment)
        new = new.where(line.reason.is_not(None), line.refusal.is_(None), hashed.is_not(None))
        rows = page.insert(BARS).from_select(
            ["address_hash", "newsletter", "reason", "at"], new.order_by(hashed)
        )
        page.run.execute(rows.on_conflict_do_nothing())


def _is_barred(page: Page) -> Exists:
    line = page.staged.c
    same = or_(
        BARS.c.newsletter == line.newsletter, and_(BARS.c.newsletter.is_(None), line.newsletter.is_(None))
    )
    return exists().where(BARS.c.address_hash == page.hashes[0], BARS.c.reason == line.reason, same)


def refuse_barred(page: Page, *, restoring: bool) -> None:
    """No state is brought about for an address that must not be written to.

    Rows that bring their bars with them are restored, `restoring` tells of which kind it is the turn: not over bars
    that stood there first, unless their reader is there as well.
    """
    line = page.staged.c
    covers = or_(BARS.c.newsletter.is_(None), BARS.c.newsletter == line.newsletter)
    wanted = [line.state.is_not(None), line.reason.is_(None), line.restores.is_(restoring)]
    if restoring:
        wanted.append(line.subscriber_id.is_(None))
    for hashed in _hashes(page):
        why = select(func.min(BARS.c.reason)).where(BARS.c.address_hash == hashed, covers).scalar_subquery()
        barred = (*wanted, line.refusal.is_(None), why.is_not(None))  # most lines stay as they are
        page.run.execute(update(page.staged).where(*barred).values(refusal=why))


def _hashes(page: Page) -> list[ColumnElement[str | None]]:
    """The hashes an address may be barred under: one for each live secret, and the one its reader was stored with."""
    stored = select(READERS.c.address_hash).where(READERS.c.id == page.staged.c.subscriber_id)
    return [*page.hashes, stored.correlate(page.staged).scalar_subquery()]
