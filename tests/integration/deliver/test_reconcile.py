"""Uncertain mails are settled by the relay's log, and by nothing less."""

from datetime import UTC, timedelta

import pytest
from press import KEYS, SLUG, Press
from sqlmodel import col, select

from digest.database import reading, writing
from digest.deliver import ledger, reconcile
from digest.deliver.maillog import Reading
from digest.models import Delivery, DeliveryState, Edition


@pytest.fixture
def press(engine, now) -> Press:
    """An edition whose four mails are uncertain."""
    made = Press(engine, now)
    made.print("ann", "bob", "cem", "dee")
    made.later(minutes=10)
    with writing(engine) as session:
        for row in session.scalars(select(Delivery).where(col(Delivery.edition_id) == made.edition)):
            row.state, row.changed_at = DeliveryState.UNCERTAIN, made.now
    return made


def lines(press: Press, *, until: int = 20) -> list[str]:
    """A relay that took Ann's mail, bounced Bob's, read the head of Cem's, and knows nothing of Dee."""
    start = press.now - timedelta(minutes=11)

    def line(minute: int, text: str) -> str:
        return f"{(start + timedelta(minutes=minute)).isoformat()} mx postfix/{text}"

    ids = {
        name: press.personal.message_id(press.reader(f"{name}@readers.example"))
        for name in ("ann", "bob", "cem")
    }
    return [
        line(0, "master[1]: daemon started"),
        *(line(2, f"cleanup[1]: {name.upper()}12345: message-id={ids[name]}") for name in ids),
        *(
            line(2, f"qmgr[1]: {name}12345: from=<x@news.example>, size=1, nrcpt=1 (queue active)")
            for name in ("ANN", "BOB")
        ),
        line(3, "smtp[1]: BOB12345: to=<bob@readers.example>, relay=mx, dsn=5.1.1, status=bounced (550 no)"),
        line(until, "qmgr[1]: ZZZ12345: removed"),
    ]


def settle(press: Press, log_lines: list[str]):
    with writing(press.engine) as session:
        found = reconcile.doubts(session, SLUG, KEYS)
        log = Reading({name for one in found for name in one.names}, press.now, UTC)
        log.take(log_lines)
        return reconcile.settle(session, found, log, press.now)


def test_each_is_settled_by_what_the_log_says(press: Press) -> None:
    """Taken is sent, given up is failed, never taken is queued again; the edition balances."""
    counts, left = settle(press, lines(press))
    states = {name.partition("@")[0]: state for name, state in press.states().items()}
    assert states == {
        "ann": DeliveryState.SENT,
        "bob": DeliveryState.FAILED,
        "cem": DeliveryState.QUEUED,
        "dee": DeliveryState.QUEUED,
    }
    assert (counts.total(), left) == (4, [])
    assert press.row("bob@readers.example").reply_status == "5.1.1"
    with reading(press.engine) as session:
        assert ledger.balance(session, session.get_one(Edition, press.edition)).balanced


@pytest.mark.parametrize("until", [5, 11])
def test_a_log_that_ends_too_early_proves_no_absence(press: Press, until: int) -> None:
    """What stands in it counts; what does not may still come."""
    counts, left = settle(press, lines(press, until=until))
    assert counts == {reconcile.Verdict.SENT: 1, reconcile.Verdict.FAILED: 1, reconcile.Verdict.UNKNOWN: 2}
    assert {one.subscriber_id for one in left} == {
        press.reader(f"{name}@readers.example") for name in ("cem", "dee")
    }
    assert press.states()["cem@readers.example"] is DeliveryState.UNCERTAIN


def test_a_log_that_begins_too_late_proves_no_absence(press: Press) -> None:
    """The head of the log was rotated away."""
    counts, _ = settle(press, lines(press)[1:])
    assert counts[reconcile.Verdict.QUEUED] == 0


def test_what_is_settled_meanwhile_is_left_alone(press: Press) -> None:
    """A bounce that came in between goes before the log."""
    with writing(press.engine) as session:
        found = reconcile.doubts(session, SLUG, KEYS)
    with writing(press.engine) as session:
        session.get_one(
            Delivery, (press.edition, press.reader("ann@readers.example"))
        ).state = DeliveryState.FAILED
    with writing(press.engine) as session:
        log = Reading({name for one in found for name in one.names}, press.now, UTC)
        log.take(lines(press))
        reconcile.settle(session, found, log, press.now)
    assert press.states()["ann@readers.example"] is DeliveryState.FAILED
