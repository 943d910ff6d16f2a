"""A page's lines are settled: readers made, subscriptions made or ended, each step with its line of the trail.

Every statement may be run again: what is there already is left as it is. So a load that was killed is run again
and ends as one that was not.
"""

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, update

from subscribers.models import ConsentAction, ConsentMethod, SubscriptionState
from subscribers.transfer.barring import bar, refuse_barred
from subscribers.transfer.staging import READERS, STANDINGS, TRAIL, Page

LEFT_BEFORE = "left"
_CONFIRMED, _PENDING, _LEFT = SubscriptionState.CONFIRMED, SubscriptionState.PENDING, SubscriptionState.LEFT
_LIKED = ("paused_until", "taste", "frequency")
_LOADING = 0x7EADE5  # any number that nobody else locks
_ACTIONS = {
    _CONFIRMED: ConsentAction.IMPORTED,
    _PENDING: ConsentAction.REQUESTED,
    _LEFT: ConsentAction.LEFT,
}


def settle(page: Page) -> None:
    """Bring about what the lines say."""
    _queue_up(page)
    _identify(page)
    refuse_barred(page, restoring=True)
    bar(page)
    refuse_barred(page, restoring=False)
    _add_readers(page)
    _identify(page)
    page.run.execute(_lock(page))
    _compare(page)
    _add_standings(page)
    _change_standings(page)
    _leave_trail(page)


def _queue_up(page: Page) -> None:
    """One load at a time: two that bring the same new readers in different order would wait in a circle."""
    if page.is_postgres:
        page.run.execute(select(func.pg_advisory_xact_lock(_LOADING)))


def _identify(page: Page) -> None:
    """Which readers the lines are of; those that are not there yet stay without."""
    line = page.staged.c
    known = select(READERS.c.id).where(READERS.c.email_key == line.email_key).scalar_subquery()
    unknown = update(page.staged).where(line.subscriber_id.is_(None), known.is_not(None))
    page.run.execute(unknown.values(subscriber_id=known))


def _wanted(page: Page) -> tuple[ColumnElement[bool], ...]:
    """The lines that ask for a state and may have it, but for those that only end what there is."""
    line = page.staged.c
    return line.state.is_not(None), line.refusal.is_(None), line.reason.is_(None)


def _add_readers(page: Page) -> None:
    line = page.staged.c
    names = ("email", "email_key", "name", "language", "zone")
    made = func.coalesce(line.created_at, page.moment)
    new = select(*(line[name] for name in names), page.hashes[0], made)
    new = new.where(*_wanted(page), line.subscriber_id.is_(None)).order_by(line.line)
    rows = page.insert(READERS).from_select([*names, "address_hash", "created_at"], new)
    page.run.execute(rows.on_conflict_do_nothing())


def _lock(page: Page) -> Select[int | None]:
    """Hold the readers as every other step does, in an order that no two processes can cross."""
    ids = select(page.staged.c.subscriber_id)
    held = select(READERS.c.id).where(READERS.c.id.in_(ids)).order_by(READERS.c.id)
    return select(func.max(held.with_for_update(key_share=True).subquery().c.id))


def _compare(page: Page) -> None:
    line = page.staged.c
    state = select(STANDINGS.c.state).where(
        STANDINGS.c.subscriber_id == line.subscriber_id, STANDINGS.c.newsletter == line.newsletter
    )
    before = state.scalar_subquery()
    asking = update(page.staged).where(line.state.is_not(None), line.known.is_(None), before.is_not(None))
    page.run.execute(asking.values(known=before))
    gone = update(page.staged).where(*_wanted(page), line.known == _LEFT.value, line.state != _LEFT)
    page.run.execute(gone.values(refusal=LEFT_BEFORE))


def _add_standings(page: Page) -> None:
    line = page.staged.c
    asked = func.coalesce(line.requested_at, line.confirmed_at, line.created_at, page.moment)
    new = select(
        line.subscriber_id,
        line.newsletter,
        line.state,
        asked,
        _since(page, _CONFIRMED, line.confirmed_at),
        _since(page, _LEFT, line.left_at),
        *(line[name] for name in _LIKED),
    ).where(*_wanted(page), line.known.is_(None))
    columns = ["subscriber_id", "newsletter", "state", "requested_at", "confirmed_at", "left_at", *_LIKED]
    rows = page.insert(STANDINGS).from_select(columns, new.order_by(line.subscriber_id, line.newsletter))
    page.run.execute(rows.on_conflict_do_nothing())


def _since(page: Page, state: SubscriptionState, told: ColumnElement[object]) -> ColumnElement[object]:
    """When it came to that state: as the file tells, else now; what it was before is kept as told."""
    return case((page.staged.c.state == state, func.coalesce(told, page.moment)), else_=told)


def _changes(page: Page) -> ColumnElement[bool]:
    line = page.staged.c
    return or_(
        and_(line.state == _CONFIRMED, line.known == _PENDING.value),
        and_(line.state == _LEFT, line.known.in_([_PENDING.value, _CONFIRMED.value])),
    )


def _change_standings(page: Page) -> None:
    """One by one: they are few, and a join would look at every subscription there is."""
    line = page.staged.c
    changed = select(line.subscriber_id, line.newsletter, line.state, line.confirmed_at, line.left_at)
    for reader, newsletter, state, confirmed_at, left_at in page.run.execute(
        changed.where(line.refusal.is_(None), _changes(page))
    ).all():
        values = {"state": state}
        if state is _CONFIRMED:
            values["confirmed_at"] = confirmed_at or page.now
        else:
            values["left_at"] = left_at or page.now
        mine = (STANDINGS.c.subscriber_id == reader, STANDINGS.c.newsletter == newsletter)
        page.run.execute(update(STANDINGS).where(*mine).values(values))


def _leave_trail(page: Page) -> None:
    line = page.staged.c
    action = case(
        *((line.state == state, literal(action, TRAIL.c.action.type)) for state, action in _ACTIONS.items())
    )
    new = select(
        line.subscriber_id,
        line.newsletter,
        action,
        literal(ConsentMethod.COMMAND, TRAIL.c.method.type),
        line.source,
        page.moment,
    ).where(line.refusal.is_(None), or_(and_(*_wanted(page), line.known.is_(None)), _changes(page)))
    columns = ["subscriber_id", "newsletter", "action", "method", "source", "at"]
    page.run.execute(page.insert(TRAIL).from_select(columns, new.order_by(line.line)))
